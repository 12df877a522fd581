package apkg

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/parallel"
)

// writing grows when [Write] makes something else of the same set and options, so that packages of before are written
// anew.
const writing = 1

// Digest is a hash of all that a package of the set would hold but the time at which it is made: a package with the
// same digest need not be written again. It fails for the sets for which [Write] does.
func Digest(set *deck.Set, opts Options) ([sha256.Size]byte, error) {
	notes, err := plan(set, opts)
	if err != nil {
		return [sha256.Size]byte{}, fmt.Errorf("apkg: %w", err)
	}
	lines, err := memoryLines(set)
	if err != nil {
		return [sha256.Size]byte{}, fmt.Errorf("apkg: %w", err)
	}
	return digest(set, notes, noteSums(notes, opts), lines, opts)
}

// digest is Digest where the notes are planned and hashed, and the lines of the memory are written.
func digest(set *deck.Set, notes []planned, sums []noteSum, lines []byte, opts Options) (sum [sha256.Size]byte, err error) {
	kinds := map[deck.Kind]bool{}
	for _, n := range notes {
		kinds[n.Kind] = true
	}
	types, err := json.Marshal(typesJSON(kinds))
	if err != nil {
		return sum, err
	}
	h := sha256.New()
	text := func(parts ...string) {
		for _, p := range parts {
			hashPart(h, p)
		}
	}
	text(fmt.Sprint(writing), string(types), opts.Description, opts.Split)
	for _, d := range set.Decks {
		text(d.Name, fmt.Sprint(len(d.Questions)))
	}
	for _, m := range set.Media {
		text(m.Name, string(m.SHA256[:]))
	}
	for _, s := range sums {
		h.Write(s[:])
	}
	if err := writeMemory(h, newHead(set, opts), lines); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}

// noteSum is the hash of one note: its fields, tags, id, time, and how many cards it has.
type noteSum [sha256.Size]byte

// noteSums hashes each note by itself, on all processors.
func noteSums(notes []planned, opts Options) []noteSum {
	sums := make([]noteSum, len(notes))
	parallel.Each((len(notes)+runLength-1)/runLength, func(run int) {
		var buf []byte
		for i := run * runLength; i < min(len(notes), (run+1)*runLength); i++ {
			fields, _ := notes[i].noteType.Values(notes[i].Question, opts.Shuffle)
			buf = joinFields(buf[:0], fields)
			sums[i] = notes[i].sum(buf)
		}
	})
	return sums
}

// joinFields appends the fields as the database has them.
func joinFields(buf []byte, fields []string) []byte {
	for i, f := range fields {
		if i > 0 {
			buf = append(buf, fieldSeparator...)
		}
		buf = append(buf, f...)
	}
	return buf
}

// sum hashes the note whose fields, joined, are in buf, to which it appends. No field or tag holds a separator.
func (p *planned) sum(buf []byte) noteSum {
	for _, t := range p.Tags {
		buf = append(append(buf, fieldSeparator...), t...)
	}
	for _, n := range []int64{p.note, p.mod, int64(len(p.ords))} {
		buf = binary.BigEndian.AppendUint64(buf, uint64(n))
	}
	return sha256.Sum256(buf)
}

// hashPart hashes a text with its length before it, so that parts can't run together.
func hashPart(h hash.Hash, s string) {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(s)))
	h.Write(length[:])
	_, _ = io.WriteString(h, s) // a hash gives no error
}
