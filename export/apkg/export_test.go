package apkg

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/notetype"
)

// SortFieldAndChecksum returns notes.sfld and notes.csum of a question.
func SortFieldAndChecksum(q *deck.Question) (string, int64) {
	t, _ := notetype.Of(q.Kind)
	fields, title := t.Values(q, false)
	return title, checksum(fields[0])
}

// RequirementsOf returns what the templates of one of our types need, printed.
func RequirementsOf(id int64) (string, bool) {
	for _, t := range notetype.All {
		if t.ID == id {
			var req []any
			for _, r := range typesJSON(map[deck.Kind]bool{t.Kind: true})[strconv.FormatInt(id, 10)].Req {
				req = append(req, []any{r[0], r[1], r[2]})
			}
			return fmt.Sprint(req), true
		}
	}
	return "", false
}

// Execute runs SQL on the database file of that name.
func Execute(name, statements string) error {
	db, err := open(address(name))
	if err != nil {
		return err
	}
	return errors.Join(db.exec(statements), db.conn.Close())
}

// ReadMemory reads a memory by itself, and gives how many questions it holds.
func ReadMemory(text string) (n int, err error) {
	_, err = readMemory(strings.NewReader(text), maxRemembered, roomOf(int64(len(text))), func(q remembered) error {
		if k, ok := q.known(); ok {
			n++
			_ = rememberedOf(k)
		}
		return nil
	})
	return n, err
}
