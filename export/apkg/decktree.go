package apkg

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"github.com/examdeck/examdeck/deck"
)

// defaultDeck is the id of the deck every collection has. Old clients expect it in a package; no card of ours is in it.
const defaultDeck = 1

// maxID is the first number that JSON readers in JavaScript can't tell from its neighbour.
const maxID = 1 << 53

// deckJSON is one deck as schema 11 has it (rslib/src/decks/schema11.rs).
type deckJSON struct {
	ID               int64  `json:"id"`
	Mod              int64  `json:"mod"`
	Name             string `json:"name"`
	USN              int    `json:"usn"`
	LrnToday         [2]int `json:"lrnToday"`
	RevToday         [2]int `json:"revToday"`
	NewToday         [2]int `json:"newToday"`
	TimeToday        [2]int `json:"timeToday"`
	Collapsed        bool   `json:"collapsed"`
	BrowserCollapsed bool   `json:"browserCollapsed"`
	Desc             string `json:"desc"`
	Dyn              int    `json:"dyn"`
	Conf             int64  `json:"conf"`
	ExtendNew        int    `json:"extendNew"`
	ExtendRev        int    `json:"extendRev"`
}

// deckTree returns the decks of a set for the collection, keyed by id: the Default deck, and one for every level of each
// name, since old importers don't make missing parents. Names that differ only in case are one deck, as for Anki.
func deckTree(decks []*deck.Deck, opts Options) map[string]deckJSON {
	tree := map[string]deckJSON{"1": newDeck(defaultDeck, "Default", time.Unix(0, 0))}
	for _, d := range decks {
		levels := strings.Split(d.Name, "::")
		for i := range levels {
			name := strings.Join(levels[:i+1], "::")
			id := deckID(name)
			key := strconv.FormatInt(id, 10)
			if _, known := tree[key]; known {
				continue
			}
			entry := newDeck(id, name, opts.Time)
			if i == 0 {
				entry.Desc = opts.Description
			}
			tree[key] = entry
		}
	}
	return tree
}

func newDeck(id int64, name string, mod time.Time) deckJSON {
	return deckJSON{ID: id, Name: name, Mod: mod.Unix(), USN: usnLocal, Conf: 1}
}

// deckID makes an id of a deck's name. Anki matches decks by name alone; a steady id is for clients that look at both.
func deckID(name string) int64 {
	lower := strings.ToLower(name)
	sum := sha256.Sum256([]byte(strconv.Itoa(len(lower)) + ":" + lower))
	id := int64(binary.BigEndian.Uint64(sum[:]) % maxID)
	if id <= defaultDeck {
		return id + 2
	}
	return id
}
