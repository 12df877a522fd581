package apkg_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
)

// follow writes the package that follows old, with nothing but the time.
func follow(t *testing.T, old *apkg.Package, set *deck.Set, at time.Time) (*deck.Plan, *apkg.Package) {
	t.Helper()
	var out bytes.Buffer
	plan, err := apkg.Update(&out, old, set, apkg.Options{Time: at})
	if err != nil {
		t.Fatal(err)
	}
	return plan, read(t, out.Bytes())
}

// TestUpdateLosesNothing leaves out all that can be left out: nothing is sent as changed that did not change, and
// what was retired comes back.
func TestUpdateLosesNothing(t *testing.T) {
	plan, first := follow(t, nil, kinds(t), made)
	if c := plan.Counts(); c.New != len(plan.Items) || c.New == 0 {
		t.Fatalf("counts of the first package: %+v", c)
	}
	for hour := 1; hour < 3; hour++ {
		at := made.Add(time.Duration(hour) * time.Hour)
		plan, again := follow(t, first, kinds(t), at)
		if c := plan.Counts(); c.Unchanged != len(plan.Items) {
			t.Errorf("counts without a change: %+v", c)
		}
		if n := slices.IndexFunc(again.Notes, func(n apkg.Note) bool { return !n.Mod.Equal(made) }); n >= 0 {
			t.Errorf("note %d is sent as of %v", n, again.Notes[n].Mod)
		}
		first = again
	}
	fewer := kinds(t)
	gone := fewer.Decks[0].Questions[1:]
	fewer.Decks = fewer.Decks[:1]
	fewer.Decks[0].Questions = fewer.Decks[0].Questions[:1]
	plan, second := follow(t, first, fewer, made.Add(3*time.Hour))
	if c := plan.Counts(); c.Unchanged != 1 || c.Retired < len(gone) || c.Retired == 0 {
		t.Errorf("counts with fewer questions: %+v", c)
	}
	plan, third := follow(t, second, kinds(t), made.Add(4*time.Hour))
	if c := plan.Counts(); c.Unchanged != 1 || c.Back != len(plan.Items)-1 {
		t.Errorf("counts with all of them again: %+v", c)
	}
	for i, n := range third.Notes {
		if n.GUID != first.Notes[i].GUID || n.ID != first.Notes[i].ID {
			t.Errorf("note %d is %d %q, and was %d %q", i, n.ID, n.GUID, first.Notes[i].ID, first.Notes[i].GUID)
		}
	}
}

// TestUpdateKeepsParts: a set that is split after it was reconciled takes what is to be remembered along.
func TestUpdateKeepsParts(t *testing.T) {
	_, old := follow(t, nil, kinds(t), made)
	known, err := old.Baseline()
	if err != nil {
		t.Fatal(err)
	}
	set := kinds(t)
	d := set.Decks[0]
	d.Questions = d.Questions[1:]
	opts := apkg.Options{Time: made.Add(time.Hour), Split: "exam"}
	if plan := apkg.Reconcile(set, known, opts); len(plan.Retired) != 1 {
		t.Fatalf("retired %v", plan.Retired)
	}
	parts, rest := set.Split(func(d *deck.Deck, _ *deck.Question) string { return d.Name })
	if len(rest) > 0 {
		t.Errorf("nobody remembers %v", rest)
	}
	if b := baseline(t, writeWith(t, parts[0].Set, opts)); !slices.ContainsFunc(b.Known, func(k deck.Known) bool { return k.State == deck.Retired }) {
		t.Error("the part has forgotten the retired question")
	}
}

// TestUpdateUnread: the questions of a source that was not read are not retired.
func TestUpdateUnread(t *testing.T) {
	_, old := follow(t, nil, kinds(t), made)
	set := kinds(t)
	set.Decks[0].Questions = set.Decks[0].Questions[1:]
	set.Settled = func(string) bool { return false }
	if plan, _ := follow(t, old, set, made.Add(time.Hour)); len(plan.Unread) != 1 || len(plan.Retired) > 0 {
		t.Errorf("unread %v, retired %v", plan.Unread, plan.Retired)
	}
}

func TestUpdateRefuses(t *testing.T) {
	foreign := read(t, zipOf(t, "collection.anki21", string(database(t, schema18)), "media", "{}"))
	_, good := follow(t, nil, kinds(t), made)
	forgetful := read(t, withMemory(t, writeWith(t, kinds(t), apkg.Options{Time: made}), "{}"))
	for _, test := range []struct {
		want string
		old  *apkg.Package
		set  *deck.Set
		at   time.Time
	}{
		{"apkg: the old package holds no notes of examdeck's", foreign, kinds(t), made},
		{"apkg: no question to write", good, &deck.Set{Root: "exams"}, made},
		{"the old package: apkg: reading examdeck.json", forgetful, kinds(t), made},
		{"leaves no room for ids", nil, kinds(t), time.Time{}},
	} {
		if _, err := apkg.Update(io.Discard, test.old, test.set, apkg.Options{Time: test.at}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want %s", err, test.want)
		}
	}
}
