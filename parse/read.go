package parse

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/patherr"
)

// maxSource is the size in bytes above which a source is refused: far above any note a person writes, far below what would
// make a parser run for minutes.
const maxSource = 16 << 20

// readSource reads a source and checks that it is text. The diagnostic is an error and names the place where reading ends
// to make sense.
func readSource(s Source) ([]byte, *deck.Diagnostic) {
	fault := func(code, hint, format string, args ...any) *deck.Diagnostic {
		return &deck.Diagnostic{
			Pos: deck.Position{File: s.Name}, Severity: deck.Error, Code: code, Message: fmt.Sprintf(format, args...), Hint: hint,
		}
	}
	file, err := s.Vault.FS.Open(s.Path)
	if err != nil {
		return nil, fault("unreadable", "", "the source can't be opened: %v", patherr.Reason(err))
	}
	text, err := readAll(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	switch {
	case err != nil:
		return nil, fault("unreadable", "", "the source can't be read: %v", patherr.Reason(err))
	case len(text) > maxSource:
		return nil, fault("too-large", "split it into several files", "the source is larger than %d MB", maxSource>>20)
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return nil, fault("not-utf8", "save it as UTF-8", "the source is UTF-16 text, not UTF-8")
	case bytes.IndexByte(text, 0) >= 0:
		return nil, fault("binary", "only Markdown text can be read", "the source is no text: it holds a NUL byte")
	}
	if at := invalidUTF8(text); at >= 0 {
		d := fault("not-utf8", "save it as UTF-8", "the byte %#02x is not UTF-8", text[at])
		before := text[:at]
		d.Pos.Line = 1 + bytes.Count(before, []byte("\n"))
		d.Pos.Col = at - bytes.LastIndexByte(before, '\n')
		return nil, d
	}
	return text, nil
}

// readAll reads a file, but no more than a byte beyond maxSource, into memory of its size.
func readAll(file fs.File) ([]byte, error) {
	var text bytes.Buffer
	if info, err := file.Stat(); err == nil && info.Size() <= maxSource {
		text.Grow(int(info.Size()) + bytes.MinRead)
	}
	_, err := text.ReadFrom(io.LimitReader(file, maxSource+1))
	return text.Bytes(), err
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
