package deck

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

var firstExport = time.Unix(1_700_000_000, 0).UTC()

// setFrom makes a set of lines "exam/number | prompt | answer", with more values behind: "id=x", "block=x" (an id of
// its source only), "kind=cloze", "source=b.md", "deck=d".
func setFrom(t *testing.T, root, lines string) *Set {
	t.Helper()
	set := &Set{Root: root}
	for n, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		parts := strings.Split(line, " | ")
		exam, number, _ := strings.Cut(strings.TrimSpace(parts[0]), "/")
		q := &Question{Exam: exam, Number: number, Label: "Question " + number, Prompt: paragraph(parts[1]), Answer: paragraph(parts[2]),
			Source: "a.md", Pos: Position{"a.md", n + 1, 1}}
		name := Name(root, exam)
		for _, more := range parts[3:] {
			key, value, _ := strings.Cut(strings.TrimSpace(more), "=")
			switch key {
			case "id":
				q.ExplicitID = value
			case "block":
				q.ExplicitID, q.LocalID = value, true
			case "kind":
				q.Kind, _ = ParseKind(value)
			case "source":
				q.Source = value
			case "deck":
				name = value
			default:
				t.Fatalf("line %q", line)
			}
		}
		i := slices.IndexFunc(set.Decks, func(d *Deck) bool { return d.Name == name })
		if i < 0 {
			i = len(set.Decks)
			set.Decks = append(set.Decks, &Deck{Name: name})
		}
		set.Decks[i].Questions = append(set.Decks[i].Questions, q)
	}
	for _, doubt := range Identify(root, set) {
		if doubt.Code != "double-id" {
			t.Fatal(doubt)
		}
	}
	return set
}

func paragraph(s string) string {
	if s = strings.TrimSpace(s); s == "" || s == "-" {
		return ""
	}
	return "<p>" + s + "</p>"
}

// baselineOf is what the package of a set would remember.
func baselineOf(set *Set) *Baseline {
	b := &Baseline{Root: set.Root, Namespace: set.Root}
	for _, d := range set.Decks {
		for i, q := range d.Questions {
			copied := *q
			mod := q.Mod
			if mod.IsZero() {
				mod = firstExport
			}
			b.Known = append(b.Known, Known{GUID: q.GUID, NoteID: int64(1000 + len(b.Known) + i), Mod: mod, Kind: q.Kind, Deck: d.Name, Exam: q.Exam,
				Label: q.Label, Number: q.Number, Source: q.Source, ExplicitID: q.ExplicitID, Key: KeyHash(q.Key), Fields: fieldHash(q),
				LastCloze: q.LastCloze, Question: &copied})
		}
	}
	b.Known = append(b.Known, set.Memory...)
	return b
}

// told says in one word each what a plan holds: "new", "changed=2" where the question was the second line of the old
// set, with "?" for a guess, ">" for a move, "retired=1".
func told(plan *Plan, old *Baseline) string {
	place := func(k *Known) int {
		return 1 + slices.IndexFunc(old.Known, func(o Known) bool { return o.GUID == k.GUID })
	}
	var words []string
	for _, it := range plan.Items {
		w := it.Change.String()
		if it.Was != nil {
			w += fmt.Sprint("=", place(it.Was))
		}
		if it.Guessed {
			w += "?"
		}
		if it.Moved {
			w += ">"
		}
		if it.Before != nil {
			w += fmt.Sprint("!", place(it.Before))
		}
		words = append(words, w)
	}
	for i := range plan.Retired {
		words = append(words, fmt.Sprint("retired=", place(&plan.Retired[i])))
	}
	for i := range plan.Unread {
		words = append(words, fmt.Sprint("unread=", place(&plan.Unread[i])))
	}
	return strings.Join(words, " ")
}

const threeQuestions = `
	2022/1 | Why does Kruskal's algorithm sort the edges? | It takes the lightest edge that joins two trees.
	2022/2 | What does a heap give in constant time? | Its smallest element, which stands at the root.
	2022/3 | - | Dijkstra fails with negative weights, because a settled vertex is never looked at again.`

// fieldHash is a hash of all that a question brings to a card, tags included, as writers of notes have one.
func fieldHash(q *Question) uint64 {
	h := newHash64()
	for _, s := range []string{q.Kind.String(), q.Exam, q.Label, q.Prompt, q.ShownSource()} {
		h.part(s)
	}
	for _, o := range q.Choices {
		h.part(joinKey(o.Letter, o.HTML))
		if o.Right {
			h.part("right")
		}
	}
	h.part(q.Answer)
	h.part(q.Extra)
	for _, t := range q.Tags {
		h.part(t)
	}
	return max(1, uint64(h))
}
