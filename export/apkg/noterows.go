package apkg

import (
	"runtime"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/internal/ankifield"
)

// runLength is how many rows are made at a time.
const runLength = 500

// addNotes adds the notes, and gives their hashes. Their rows are made on all processors, ahead of the one that inserts them in their order.
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
		for _, r := range rows {
			sums = append(sums, r.sum)
			err := in.add(r.note, r.GUID, r.noteType.id, r.mod, int64(usnLocal), r.tags, r.fields, r.title, r.checksum, int64(0), "")
			if err != nil {
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

// noteRow is what a row of the notes says.
type noteRow struct {
	*planned
	tags, fields, title string
	checksum            int64
	sum                 noteSum
}

func noteRows(notes []planned, shuffle bool) []noteRow {
	rows := make([]noteRow, len(notes))
	var buf []byte
	for i := range notes {
		n := &notes[i]
		fields, title := fieldValues(n.noteType, n.Question, shuffle)
		buf = joinFields(buf[:0], fields)
		rows[i] = noteRow{planned: n, fields: string(buf), title: title, checksum: checksum(fields[0]), sum: n.sum(buf)}
		if len(n.Tags) > 0 {
			rows[i].tags = " " + ankifield.Clean(strings.Join(n.Tags, " ")) + " "
		}
	}
	return rows
}
