package apkg

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/notetype"
)

// Options are what a package holds besides its questions.
type Options struct {
	// Time is when the package is made: the only clock there is. It dates notes, cards, decks and the members of the
	// zip, and the ids of notes and cards lie right before it.
	Time time.Time
	// Description is HTML that Anki shows on the page of the root decks; may be empty.
	Description string
	// Shuffle shows the options of a question in another order each day, unless the question speaks of their letters or
	// places ("B is wrong because", "all of the above"). Letters keep their places.
	Shuffle bool
	// Scratch is a file that SQLite fills on the way. If it is nil the database, of 1 GB at most, is made in memory,
	// which takes about three times its size; the package is the same.
	Scratch Scratch
	// Numbering is that of the set of which this one is a part; nil for a set of its own.
	Numbering *Numbering
	// Split says by what the whole was split where the set is a part of it, such as "exam"; the package remembers it.
	Split string
}

// Write writes the set as a package to w, in the form that every release of Anki reads, with what the set remembers.
// It gives questions no identity: [Reconcile] does that before, and [Update] does both.
//
// It fails for a question without GUID ([A-Za-z0-9]), or with one that another question has, for a cloze question
// without a cloze, for media whose bytes are no longer what the set says ([deck.ErrMediaChanged]), and with the
// errors of w and of the scratch file. What was written to w until then is no package.
func Write(w io.Writer, set *deck.Set, opts Options) error {
	notes, err := plan(set, opts)
	if err != nil {
		return fmt.Errorf("apkg: %w", err)
	}
	collection, sums, err := writeCollection(set, notes, opts)
	if err != nil {
		return fmt.Errorf("apkg: writing the collection: %w", err)
	}
	lines, err := memoryLines(set)
	if err != nil {
		return fmt.Errorf("apkg: writing the memory: %w", err)
	}
	sum, err := digest(set, notes, sums, lines, opts)
	if err != nil {
		return fmt.Errorf("apkg: %w", err)
	}
	head := newHead(set, opts)
	head.Digest = hex.EncodeToString(sum[:])
	if err := writeArchive(w, collection, set.Media, head, lines, opts.Time); err != nil {
		return fmt.Errorf("apkg: %w", err)
	}
	return nil
}

// planned is a question and what must be known of all of them before the first row is written.
type planned struct {
	*deck.Question
	noteType notetype.Type
	deckID   int64
	numbers
	// mod is when the note last changed, in seconds.
	mod int64
	// ords are the numbers of the cards Anki would make of the note.
	ords []int
}

// plan checks the questions of a set and gives them in writing order.
func plan(set *deck.Set, opts Options) ([]planned, error) {
	notes := make([]planned, 0, set.Len())
	first := make(map[string]deck.Position, set.Len())
	for _, d := range set.Decks {
		if d.Name == "" {
			return nil, fmt.Errorf("a deck has no name")
		}
		id := deckID(d.Name)
		for _, q := range d.Questions {
			p := planned{Question: q, deckID: id, mod: opts.Time.Unix()}
			if !q.Mod.IsZero() {
				p.mod = q.Mod.Unix()
			}
			if err := p.check(first); err != nil {
				return nil, fmt.Errorf("%v: %w", q.Pos, err)
			}
			first[q.GUID] = q.Pos
			notes = append(notes, p)
		}
	}
	if err := numberAll(notes, opts.Numbering, opts.Time); err != nil {
		return nil, err
	}
	return notes, nil
}

// check completes a question's plan, or says why it can't be a note.
func (p *planned) check(first map[string]deck.Position) error {
	if !plainGUID(p.GUID) {
		return fmt.Errorf("GUID %q is not made of letters and digits", p.GUID)
	}
	if pos, used := first[p.GUID]; used {
		return fmt.Errorf("GUID %q is also that of the question at %v", p.GUID, pos)
	}
	known := false
	if p.noteType, known = notetype.Of(p.Kind); !known {
		return fmt.Errorf("no note type for a question of kind %v", p.Kind)
	}
	if p.Prompt == "" && p.Label == "" && p.Exam == "" {
		return fmt.Errorf("question without prompt, label and exam")
	}
	if p.ords = notetype.Ords(p.Question); len(p.ords) == 0 {
		return fmt.Errorf("cloze question without a cloze")
	}
	return nil
}

// writeCollection makes the database, in the scratch file if there is one, and returns it with the hashes of the
// notes in it.
func writeCollection(set *deck.Set, notes []planned, opts Options) (collection io.Reader, sums []noteSum, err error) {
	name := inMemory
	if opts.Scratch != nil {
		if err := reset(opts.Scratch); err != nil {
			return nil, nil, err
		}
		name, collection = address(opts.Scratch.Name()), opts.Scratch
	}
	db, err := open(name)
	if err != nil {
		return nil, nil, err
	}
	sums, err = db.fill(set, notes, opts)
	if err == nil && opts.Scratch == nil {
		collection, err = db.content()
	}
	return collection, sums, errors.Join(err, db.conn.Close())
}

// fill makes the tables and their rows in one transaction. A journal would only serve to undo what is thrown away
// anyway.
func (db *database) fill(set *deck.Set, notes []planned, opts Options) (sums []noteSum, err error) {
	const setup = "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; BEGIN;"
	if err := db.exec(setup + schema11); err != nil {
		return nil, err
	}
	if err := db.addCollection(set, notes, opts); err != nil {
		return nil, err
	}
	if sums, err = db.addNotes(notes, opts); err != nil {
		return nil, err
	}
	if err := db.addCards(notes, opts.Time); err != nil {
		return nil, err
	}
	return sums, db.exec(indexes11 + "COMMIT;")
}

// addCollection adds the one row that describes the collection: its note types, decks and options.
func (db *database) addCollection(set *deck.Set, notes []planned, opts Options) error {
	kinds := map[deck.Kind]bool{}
	for _, n := range notes {
		kinds[n.Kind] = true
	}
	types, err := json.Marshal(typesJSON(kinds))
	if err != nil {
		return err
	}
	decks, err := json.Marshal(deckTree(set.Decks, opts))
	if err != nil {
		return err
	}
	in, err := newInserter(db, "col", colColumns)
	if err != nil {
		return err
	}
	ms := opts.Time.UnixMilli()
	err = in.add(int64(1), opts.Time.Unix(), ms, ms, int64(11), int64(0), int64(0), int64(0), confJSON, string(types), string(decks),
		dconfJSON, "{}")
	if err != nil {
		return err
	}
	return in.close()
}

// addCards adds every card that Anki would make, since its import makes none. The position of new cards counts through
// the whole set, and a note's cards share it.
func (db *database) addCards(notes []planned, t time.Time) error {
	in, err := newInserter(db, "cards", cardColumns)
	if err != nil {
		return err
	}
	zero := int64(0)
	for _, n := range notes {
		for i, ord := range n.ords {
			err := in.add(n.card+int64(i), n.note, n.deckID, int64(ord), t.Unix(), int64(usnLocal), zero, zero, n.position,
				zero, zero, zero, zero, zero, zero, zero, zero, "")
			if err != nil {
				return err
			}
		}
	}
	return in.close()
}
