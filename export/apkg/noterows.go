package apkg

import (
	"database/sql/driver"
	"runtime"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/internal/ankifield"
)

// runLength is how many rows are made at a time.
const runLength = 500

// noteRow is a row of the notes, as the table has its columns, and the hash of the note.
type noteRow struct {
	values []driver.Value
	sum    noteSum
}

// addNotes adds the notes, and gives their hashes. Their rows are made on all processors, ahead of the one that
// inserts them in their order.
func (db *database) addNotes(notes []planned, opts Options) (sums []noteSum, err error) {
	in, err := newInserter(db, "notes", noteColumns)
	if err != nil {
		return nil, err
	}
	sums = make([]noteSum, 0, len(notes))
	var ahead []chan []noteRow
	insert := func() error {
		rows := <-ahead[0]
		ahead = ahead[1:]
		for _, row := range rows {
			sums = append(sums, row.sum)
			if err := in.add(row.values...); err != nil {
				return err
			}
		}
		return nil
	}
	for run := range slices.Chunk(notes, runLength) {
		done := make(chan []noteRow, 1)
		ahead = append(ahead, done)
		go func() { done <- noteRows(run, opts.Shuffle) }()
		if len(ahead) > runtime.GOMAXPROCS(0) {
			if err := insert(); err != nil {
				return nil, err
			}
		}
	}
	for len(ahead) > 0 {
		if err := insert(); err != nil {
			return nil, err
		}
	}
	return sums, in.close()
}

// noteRows makes the rows of notes.
func noteRows(notes []planned, shuffle bool) []noteRow {
	rows := make([]noteRow, len(notes))
	var buf []byte
	for i := range notes {
		n := &notes[i]
		fields, title := n.noteType.Values(n.Question, shuffle)
		tags := ""
		if len(n.Tags) > 0 {
			tags = " " + ankifield.Clean(strings.Join(n.Tags, " ")) + " "
		}
		buf = joinFields(buf[:0], fields)
		rows[i] = noteRow{
			values: []driver.Value{n.note, n.GUID, n.noteType.ID, n.mod, int64(usnLocal), tags, string(buf), title, checksum(fields[0]), int64(0), ""},
			sum:    n.sum(buf),
		}
	}
	return rows
}
