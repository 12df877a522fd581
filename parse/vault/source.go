package vault

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/patherr"
	"github.com/examdeck/examdeck/parse/settings"
)

// maxSource is the size in bytes above which a source is refused: far above any note a person writes, far below what
// would make a parser run for minutes.
const maxSource = 16 << 20

// ReadSource reads a source and checks that it is text. The diagnostic is an error and names the place where reading
// ends to make sense.
func ReadSource(s Source) (Text, *deck.Diagnostic) {
	fault := func(code, hint, format string, args ...any) *deck.Diagnostic {
		return &deck.Diagnostic{
			Pos: deck.Position{File: s.Name}, Severity: deck.Error, Code: code, Message: fmt.Sprintf(format, args...), Hint: hint,
		}
	}
	if !s.Vault.Readable() {
		return Text{}, fault("unreadable", "", "the source has no vault to be read from")
	}
	file, err := s.Vault.FS.Open(s.Path)
	if err != nil {
		return Text{}, fault("unreadable", "", "the source can't be opened: %v", patherr.Reason(err))
	}
	text, err := readAll(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	switch {
	case err != nil:
		return Text{}, fault("unreadable", "", "the source can't be read: %v", patherr.Reason(err))
	case len(text) > maxSource:
		return Text{}, fault("too-large", "split it into several files", "the source is larger than %d MB", maxSource>>20)
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return Text{}, fault("not-utf8", "save it as UTF-8", "the source is UTF-16 text, not UTF-8")
	case bytes.IndexByte(text, 0) >= 0:
		return Text{}, fault("binary", "only Markdown text can be read", "the source is no text: it holds a NUL byte")
	}
	if at := invalidUTF8(text); at >= 0 {
		d := fault("not-utf8", "save it as UTF-8", "the byte %#02x is not UTF-8", text[at])
		before := text[:at]
		d.Pos.Line = 1 + bytes.Count(before, []byte("\n"))
		d.Pos.Col = at - bytes.LastIndexByte(before, '\n')
		return Text{}, d
	}
	if !isNotebook(s.Path) {
		return Text{Markdown: text}, nil
	}
	t, err := readNotebook(text)
	if err != nil {
		return Text{}, fault("notebook", "open it with Jupyter, and save it again", "the notebook can't be read: %v", err)
	}
	return t, nil
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

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
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

// Source is one Markdown file to read.
type Source struct {
	// Vault is where the source, and everything it shows, is read from. Sources of one folder share one.
	Vault *Vault
	// Path is where the source lies in the vault, slash-separated. It is what cards show as their source.
	Path string
	// Name is how diagnostics call the source: the path as the user wrote it; empty means Path.
	Name string
	// Deck is the deck of questions that stand in no exam section, such as "vault::folder::file"; an exam section adds
	// one more level. Empty means the [DeckName] of the root of all decks and Path.
	Deck string
}

// skipped are the folders in which notes are never looked for: they hold settings, waste and other people's packages.
var skipped = []string{"node_modules", "__pycache__", "vendor"}

// Find lists the sources in the folder dir of fsys and below it, sorted by path: Markdown, also as Quarto (.qmd), R
// (.rmd) and MDX (.mdx) have it, and notebooks (.ipynb). Folders whose name starts with a dot, node_modules and the
// like are passed over, and so is what a pattern matches; see [Excluded]. What is neither a file nor a link to one is
// no source, nor is what stands beside it as Markdown under the same name. An error is that of the folder that can't be
// read.
func Find(fsys fs.FS, dir string, exclude ...string) ([]string, error) {
	found, _, err := FindAll(fsys, dir, exclude...)
	return found, err
}

// unread are the endings of files in which people keep questions and that can't be read.
var unread = []string{".adoc", ".doc", ".docx", ".odt", ".org", ".rst", ".tex", ".txt", ".typ"}

// FindAll is Find. It also counts, by their endings, the texts that are no sources since they can't be read.
func FindAll(fsys fs.FS, dir string, exclude ...string) (found []string, others map[string]int, err error) {
	others = map[string]int{}
	err = fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("reading folder %q: %w", p, err)
		}
		out := p != dir && settings.Excluded(exclude, p)
		if d.IsDir() {
			if out || p != dir && (strings.HasPrefix(d.Name(), ".") || slices.Contains(skipped, d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		switch ext := strings.ToLower(path.Ext(p)); {
		case out:
		case IsSource(p) && isFile(fsys, p, d):
			found = append(found, p)
		case slices.Contains(unread, ext):
			others[ext]++
		}
		return nil
	})
	return withoutTwins(found), others, err
}

// withoutTwins drops the sources beside which the same text lies as Markdown, by its name: "sheet.md" is what was made
// of "sheet.Rmd" or "sheet.ipynb".
func withoutTwins(files []string) []string {
	rank := func(file string) int {
		return slices.Index([]string{".markdown", ".md", ".mdx", ".qmd", ".rmd", ".ipynb"}, strings.ToLower(path.Ext(file)))
	}
	best := map[string]int{}
	for _, file := range files {
		stem := strings.TrimSuffix(file, path.Ext(file))
		if r, ok := best[stem]; !ok || rank(file) < r {
			best[stem] = rank(file)
		}
	}
	return slices.DeleteFunc(files, func(file string) bool {
		return rank(file) > 1 && best[strings.TrimSuffix(file, path.Ext(file))] < rank(file)
	})
}

// isFile reports whether an entry can be read as a file: reading from a pipe might never end. A link that leads
// nowhere, or out of the vault, is taken for one, so that it is reported.
func isFile(fsys fs.FS, p string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := fs.Stat(fsys, p)
	return err != nil || info.Mode().IsRegular()
}

// IsMarkdown reports whether a file is Markdown, by its ending.
func IsMarkdown(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".markdown", ".qmd", ".rmd", ".mdx":
		return true
	}
	return false
}

// exportID is what Notion writes behind the names of the files and folders that it exports.
var exportID = regexp.MustCompile(`^(.+?)[ _-][0-9a-f]{32}$`)

// Title returns the name of a file or a folder without the id that an exporter wrote behind it.
func Title(name string) string {
	if m := exportID.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}

// IsSource reports whether a file in a folder is taken for a source, by its ending.
func IsSource(file string) bool { return IsMarkdown(file) || isNotebook(file) }

// isNotebook reports whether a file is a notebook of Jupyter, by its ending.
func isNotebook(file string) bool { return strings.EqualFold(path.Ext(file), ".ipynb") }

// DeckName names the deck of questions outside exam sections: root, then the folders of file and its stem. For a single
// file the root alone is that name; then file is "".
func DeckName(root, file string) string {
	titles := []string{root}
	if file != "" {
		file = norm.NFC.String(file)
		stem := strings.TrimSuffix(file, path.Ext(file))
		for level := range strings.SplitSeq(stem, "/") {
			titles = append(titles, Title(level))
		}
	}
	return deck.Name(titles...)
}
