package csv

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
)

// Separator parts the cells of a row.
type Separator byte

// The separators of the two forms.
const (
	Comma Separator = ','
	Tab   Separator = '\t'
)

// Options say which form is written.
type Options struct {
	// Separator is [Comma] if it is left out.
	Separator Separator
}

// headers are what Anki reads first (rslib/src/import_export/text/csv/metadata.rs). The separator comes first of all,
// since a file may not begin with anything that could be taken for an old form of the tags line. "if matches" is
// written because Anki would otherwise do what its user chose for another file.
const headers = `#html:true
#if matches:update current
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
`

// Write writes the set to w: UTF-8, lines that end in LF, one row a question, in the order of the decks.
//
// The GUID of a row is not the question's own but one derived of it. A note never changes its type, so the package
// and the text file of the same set must not mean the same notes.
//
// It fails for a question that has no GUID or nothing to ask, and with the first error of w.
func Write(w io.Writer, set *deck.Set, opts Options) error {
	separator, name := byte(Comma), "comma"
	if opts.Separator == Tab {
		separator, name = byte(Tab), "tab"
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "#separator:%s\n%s", name, headers)
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			if q.GUID == "" {
				return fmt.Errorf("csv: %v: the question has no GUID", q.Pos)
			}
			n := makeNote(q)
			if n.first == "" {
				return fmt.Errorf("csv: %v: the question has no prompt, label or exam", q.Pos)
			}
			writeRow(b, separator, n.guid, n.noteType, deckCell(d.Name), n.first, n.second, strings.Join(q.Tags, " "))
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	return nil
}

// Written reports whether a text file begins as [Write] begins one.
func Written(r io.Reader) bool {
	b := bufio.NewReader(r)
	first, err := b.ReadString('\n')
	if err != nil || first != "#separator:comma\n" && first != "#separator:tab\n" {
		return false
	}
	rest := make([]byte, len(headers))
	_, err = io.ReadFull(b, rest)
	return err == nil && string(rest) == headers
}

// writeRow writes one row. Every cell is quoted: a "#" at the start of a row would make it a comment, and no cell
// needs a second look. The bufio.Writer keeps the first error until Flush.
func writeRow(b *bufio.Writer, separator byte, cells ...string) {
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(separator)
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(ankifield.Clean(cell), `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteByte('\n')
}

// deckCell is how a deck's name has to be written. Anki takes a whole number for the id of a deck, and drops the row
// where there is none (rslib/src/import_export/text/mod.rs): such a deck gets a level more. A name in another form of
// Unicode than NFC would become a new deck with every import.
func deckCell(name string) string {
	name = norm.NFC.String(name)
	if _, err := strconv.ParseInt(name, 10, 64); err == nil {
		return name + "::" + name
	}
	return name
}
