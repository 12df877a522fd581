package deck

import (
	"fmt"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	ask := func(guid, source string, media ...string) *Question {
		return &Question{GUID: guid, Source: source, Media: media}
	}
	set := &Set{Root: "r", Namespace: "n", Decks: []*Deck{
		{Name: "r::a", Questions: []*Question{ask("1", "x.md", "b.png", "a.png"), ask("2", "y.md")}},
		{Name: "r::b", Questions: []*Question{ask("3", "X.md", "a.png", "a.png"), ask("4", "x.md", "gone.png")}},
	}, Media: []Media{{Name: "a.png"}, {Name: "b.png"}, {Name: "unused.png"}},
		Memory: []Known{{GUID: "5", Deck: "R::B", Source: "gone.md"}, {GUID: "6", Deck: "gone", Source: "Y.md"}}}
	for _, c := range []struct {
		by   string
		name func(*Deck, *Question) string
		want string
	}{
		{"deck", func(d *Deck, _ *Question) string { return d.Name }, "r::a[r::a:1,2]{a.png b.png} r::b[r::b:3,4]{a.png}5 rest 6"},
		{"source", func(_ *Deck, q *Question) string { return q.Source }, "x.md[r::a:1 r::b:3,4]{a.png b.png} y.md[r::a:2]{}6 rest 5"},
	} {
		var got []string
		parts, rest := set.Split(c.name)
		for _, p := range parts {
			if p.Set.Root != "r" || p.Set.Namespace != "n" {
				t.Errorf("by %s: part %q is of %q, %q", c.by, p.Name, p.Set.Root, p.Set.Namespace)
			}
			got = append(got, p.Name+describeParts(p.Set)+guids(p.Set.Memory))
		}
		got = append(got, "rest", guids(rest))
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("by %s:\n%s\nwant\n%s", c.by, s, c.want)
		}
	}
}

func guids(known []Known) string {
	var all []string
	for _, k := range known {
		all = append(all, k.GUID)
	}
	return strings.Join(all, ",")
}

func describeParts(s *Set) string {
	var decks, media []string
	for _, d := range s.Decks {
		var guids []string
		for _, q := range d.Questions {
			guids = append(guids, q.GUID)
		}
		decks = append(decks, d.Name+":"+strings.Join(guids, ","))
	}
	for _, m := range s.Media {
		media = append(media, m.Name)
	}
	return fmt.Sprint(decks) + "{" + strings.Join(media, " ") + "}"
}
