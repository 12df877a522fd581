package inspect

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankitemplate"
)

// takeCards returns the cards of a note, which come in the order of the notes, by ord.
func (in *inspector) takeCards(note int64) []*apkg.Card {
	for in.next < len(in.cards) && in.cards[in.next].Note < note {
		in.lostCard(in.cards[in.next])
		in.next++
	}
	start := in.next
	for in.next < len(in.cards) && in.cards[in.next].Note == note {
		in.next++
	}
	return in.cards[start:in.next]
}

// checkLostCards tells the cards that are left over.
func (in *inspector) checkLostCards() {
	for ; in.next < len(in.cards); in.next++ {
		in.lostCard(in.cards[in.next])
	}
	if in.defaultCards > 0 {
		in.warn("default-deck", "%d of the cards lie in the deck %q, which no import brings: they come into the learner's own", in.defaultCards, "Default")
	}
}

// lostCard tells a card that has no note.
func (in *inspector) lostCard(c *apkg.Card) {
	in.count(c)
	in.warn("lost-card", "card %d belongs to note %d, which the package lacks; no import brings it", c.ID, c.Note)
}

// checkCards compares the cards of a note with those that Anki would make of it.
func (in *inspector) checkCards(at int, n *apkg.Note, nt *noteType) {
	cards := in.takeCards(n.ID)
	if len(cards) > 0 {
		if d := in.decks[cards[0].Deck]; d != nil {
			d.Notes++
		}
	}
	in.report.Types[nt.report].Cards += len(cards)
	if nt.unchecked {
		for _, c := range cards {
			in.count(c)
		}
		return
	}
	wanted := nt.cardsOf(n)
	var blank, have []int
	for i, c := range cards {
		in.count(c)
		in.checkCard(at, c)
		switch {
		case i > 0 && c.Ord == cards[i-1].Ord:
			in.warnNote("double-card", at, "it has card %d twice, and Check Database deletes one of them", c.Ord+1)
		case nt.outside(c.Ord):
			in.warnNote("stray-card", at, "card %d has no template, and Check Database deletes it", c.Ord+1)
		case !has(wanted, c.Ord) && !nt.isBroken(c.Ord):
			blank = append(blank, c.Ord)
		}
		if !nt.outside(c.Ord) {
			have = append(have, c.Ord)
		}
	}
	if len(blank) > 0 {
		in.warnNote("blank-front", at, "%s blank in front", cardList(blank, "is", "are"))
	}
	in.checkMissing(at, wanted, have)
	in.checkHidden(at, n, nt)
}

// has reports whether ord is among ords, which ascend.
func has(ords []int, ord int) bool {
	_, found := slices.BinarySearch(ords, ord)
	return found
}

// checkMissing tells which cards Check Database will add: all that a note should have, and one at least.
func (in *inspector) checkMissing(at int, wanted, have []int) {
	missing := slices.DeleteFunc(slices.Clone(wanted), func(ord int) bool { return has(have, ord) })
	switch {
	case len(missing) > 0 && len(have) == 0:
		in.warnNote("missing-card", at, "it has no card; Check Database will add %s", cardList(missing, "", ""))
	case len(missing) > 0:
		in.warnNote("missing-card", at, "%s missing, and Check Database will add %s", cardList(missing, "is", "are"), them(missing))
	case len(have) == 0:
		in.warnNote("missing-card", at, "it has no card; Check Database will add card 1, which is blank in front")
	}
}

// checkHidden tells clozes whose cards hide nothing.
func (in *inspector) checkHidden(at int, n *apkg.Note, nt *noteType) {
	if !nt.Cloze || len(nt.clozeFields) == 0 {
		return
	}
	shown := map[int]bool{}
	inFront := make([]bool, len(n.Fields))
	for _, i := range nt.clozeFields {
		inFront[i] = true
		for _, number := range ankitemplate.Clozes(n.Fields[i]) {
			shown[number-1] = true
		}
	}
	for i, field := range n.Fields {
		if inFront[i] {
			continue
		}
		for _, number := range ankitemplate.Clozes(field) {
			if !shown[number-1] {
				in.warnNote("hidden-cloze", at, "cloze %d stands in field %q, which the front does not show as a cloze: its card hides nothing",
					number, nt.Fields[i].Name)
			}
			shown[number-1] = true
		}
	}
}

// cardsOf returns the ords of the cards that Anki makes of a note (rslib/src/notetype/cardgen.rs).
func (nt *noteType) cardsOf(n *apkg.Note) (ords []int) {
	if nt.Cloze {
		for _, field := range n.Fields {
			for _, number := range ankitemplate.Clozes(field) {
				ords = append(ords, number-1)
			}
		}
		slices.Sort(ords)
		return slices.Compact(ords)
	}
	nt.filled = slices.Grow(nt.filled[:0], len(n.Fields))[:len(n.Fields)]
	clear(nt.filled)
	filled := func(name string) bool {
		if i, ok := nt.index[name]; ok {
			if nt.filled[i] == 0 {
				nt.filled[i] = 2
				if ankitemplate.Empty(n.Fields[i]) {
					nt.filled[i] = 1
				}
			}
			return nt.filled[i] == 2
		}
		return name == ankitemplate.Tags && len(n.Tags) > 0
	}
	for ord, front := range nt.fronts {
		if front.Shows(filled) {
			ords = append(ords, ord)
		}
	}
	return ords
}

// outside tells ords that the type has no template for.
func (nt *noteType) outside(ord int) bool {
	return ord < 0 || !nt.Cloze && ord >= len(nt.fronts)
}

// isBroken reports whether the front can't be parsed, which is told of the type.
func (nt *noteType) isBroken(ord int) bool {
	if nt.Cloze {
		ord = 0
	}
	return ord < len(nt.broken) && nt.broken[ord]
}

// count counts a card.
func (in *inspector) count(c *apkg.Card) {
	counts := &in.report.Cards
	counts.All++
	switch c.Type {
	case 0:
		counts.New++
	case 2:
		counts.Review++
	default:
		counts.Learning++
	}
	switch {
	case c.Queue == -1:
		counts.Suspended++
	case c.Queue < -1:
		counts.Buried++
	}
	if c.Flags&7 != 0 {
		counts.Flagged++
	}
	if d := in.decks[c.Deck]; d != nil {
		d.Cards++
	}
}

// checkCard looks at a card by itself.
func (in *inspector) checkCard(at int, c *apkg.Card) {
	switch {
	case c.Deck == defaultDeck:
		in.defaultCards++
	case in.decks[c.Deck] == nil:
		in.warnNote("no-deck", at, "card %d lies in deck %d, which the package lacks; Check Database puts it into \"recovered%d\"", c.Ord+1, c.Deck, c.Deck)
	}
	if in.futureID(c.ID) {
		in.warnNote("future-id", at, "the id %d of card %d lies in the future", c.ID, c.Ord+1)
	}
	if text := impossible(c); text != "" {
		in.faultNote("card-values", at, "card %d has %s: Anki refuses the package", c.Ord+1, text)
	} else if c.Type == 0 && c.Due >= maxPosition {
		in.warnNote("card-position", at, "card %d is new and has the position %d; Check Database lowers it", c.Ord+1, c.Due)
	}
}

// maxPosition is the first position of a new card that Check Database complains of, defaultDeck the id that no import
// brings.
const (
	maxPosition = 1_000_000
	defaultDeck = 1
)

// impossible says which value of a card can't be read by Anki (rslib/src/storage/card/mod.rs).
func impossible(c *apkg.Card) string {
	for _, v := range []struct {
		name        string
		value       int64
		least, most int64
	}{
		{"ord", int64(c.Ord), 0, math.MaxUint16}, {"type", int64(c.Type), 0, 3}, {"queue", int64(c.Queue), -3, 4},
		{"interval", c.Interval, 0, math.MaxUint32}, {"reps", c.Reps, 0, math.MaxUint32}, {"lapses", c.Lapses, 0, math.MaxUint32},
		{"flags", int64(c.Flags), 0, math.MaxUint8},
	} {
		if v.value < v.least || v.value > v.most {
			return fmt.Sprintf("the %s %d", v.name, v.value)
		}
	}
	return ""
}

// cardList names cards by their numbers: "card 2 is", "cards 1 and 3 are".
func cardList(ords []int, one, many string) string {
	const named = 5
	var numbers []string
	for _, ord := range ords[:min(len(ords), named)] {
		numbers = append(numbers, fmt.Sprint(ord+1))
	}
	if len(ords) > named {
		numbers = append(numbers, fmt.Sprintf("%d more", len(ords)-named))
	}
	last := len(numbers) - 1
	if last == 0 {
		return strings.TrimSpace("card " + numbers[0] + " " + one)
	}
	return strings.TrimSpace("cards " + strings.Join(numbers[:last], ", ") + " and " + numbers[last] + " " + many)
}

func them(ords []int) string {
	if len(ords) == 1 {
		return "it"
	}
	return "them"
}
