package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/parse"
)

// exportOnce exports a vault against a baseline and gives the next baseline, read from the package's bytes, and the
// identity of each question by name.
func exportOnce(t *testing.T, v *testVault, base *deck.Baseline, at time.Time) (*deck.Baseline, map[string]string, *deck.Plan) {
	t.Helper()
	files, order := v.markdown()
	fsys := fstest.MapFS{}
	var names []string
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		names = append(names, name)
	}
	slices.Sort(names)
	vault := &parse.Vault{FS: fsys}
	var sources []parse.Source
	for _, name := range names {
		sources = append(sources, parse.Source{Vault: vault, Path: name})
	}
	set := parse.Parse(sources, parse.Options{Root: "vault"}).Set
	opts := apkg.Options{Time: at}
	set.Settled = func(source string) bool { return v.away == nil || !v.isAway(v.away) || source != v.away.name }
	plan := apkg.Reconcile(set, base, opts)
	if faults := set.Validate(); len(faults) > 0 {
		t.Fatal(faults[0])
	}
	guids := map[string]string{}
	slices.SortStableFunc(plan.Items, func(a, b deck.Item) int { return a.Question.Pos.Compare(b.Question.Pos) })
	seen := map[string]int{}
	for _, it := range plan.Items {
		file := it.Question.Source
		if seen[file] >= len(order[file]) {
			t.Fatalf("%s: more questions than were written:\n%s", file, files[file])
		}
		guids[order[file][seen[file]]] = it.Question.GUID
		seen[file]++
	}
	for file, all := range order {
		if seen[file] != len(all) {
			t.Fatalf("%s: %d of %d questions were found:\n%s", file, seen[file], len(all), files[file])
		}
	}
	return readBaseline(t, writePackage(t, set, opts)), guids, plan
}

func writePackage(t *testing.T, set *deck.Set, opts apkg.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := apkg.Write(&out, set, opts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readBaseline(t *testing.T, data []byte) *deck.Baseline {
	t.Helper()
	pkg, err := apkg.Read(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	base, err := pkg.Baseline()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// story is a vault and what is done to it: the seed says both, without leaves some of the edits out. With ids,
// questions have block ids.
type story struct {
	seed    uint64
	without map[int]bool
	ids     bool
}

// outcome is what a story comes to. Surviving questions are those that edits left recognisable.
type outcome struct {
	survivors, kept int
	edits           []string // with the exports between them
	lost, taken     []string
	wrong           []string // whatever else must not be
}

// TestIdentitySurvivesEdits edits vaults at random, several edits between two exports. No question may take the
// identity of another that still exists, and nearly all must keep theirs. EXAMDECK_SEEDS tries more vaults.
func TestIdentitySurvivesEdits(t *testing.T) { tellStories(t, false) }

// TestIdentitySurvivesRepeatedIDs does so with vaults in which block ids are repeated, in other files and by mistake
// in one.
func TestIdentitySurvivesRepeatedIDs(t *testing.T) { tellStories(t, true) }

func tellStories(t *testing.T, ids bool) {
	seeds := uint64(40)
	if more, err := strconv.ParseUint(os.Getenv("EXAMDECK_SEEDS"), 10, 64); err == nil {
		seeds = more
	}
	survivors, kept := 0, 0
	for seed := range seeds {
		o := tell(t, story{seed: seed, ids: ids})
		survivors += o.survivors
		kept += o.kept
		for _, lost := range o.lost {
			t.Logf("seed %d: %s", seed, lost)
		}
		if bad := func(o outcome) bool { return len(o.taken)+len(o.wrong) > 0 }; bad(o) {
			short, o := shrink(t, story{seed: seed, ids: ids}, bad)
			t.Errorf("%q\nkeep it in testdata/identity: %s\n%s", append(o.taken, o.wrong...), short, strings.Join(o.edits, "\n"))
		}
	}
	t.Logf("%d of %d surviving questions kept their identity", kept, survivors)
	if float64(kept) < 0.99*float64(survivors) || survivors < 1000 {
		t.Errorf("%d of %d surviving questions kept their identity", kept, survivors)
	}
}

// TestIdentityGoldens replays the stories that once went wrong.
func TestIdentityGoldens(t *testing.T) {
	data, err := os.ReadFile("testdata/identity")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, line := range lines {
		s := story{without: map[int]bool{}}
		numbers, ids := strings.CutPrefix(line, "ids ")
		s.ids = ids
		for i, word := range strings.Fields(numbers) {
			n, err := strconv.ParseUint(word, 10, 32)
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				s.seed = n
			} else {
				s.without[int(n)] = true
			}
		}
		if o := tell(t, s); len(o.lost)+len(o.taken)+len(o.wrong) > 0 {
			t.Errorf("%s: %q\n%s", line, slices.Concat(o.lost, o.taken, o.wrong), strings.Join(o.edits, "\n"))
		}
	}
	if len(lines) < 3 {
		t.Errorf("%d stories in testdata/identity", len(lines))
	}
}

// shrink leaves out every edit without which a story is still bad.
func shrink(t *testing.T, s story, bad func(outcome) bool) (story, outcome) {
	t.Helper()
	shortest := story{s.seed, map[int]bool{}, s.ids}
	last := tell(t, shortest)
	for n := range len(last.edits) {
		shortest.without[n] = true
		if o := tell(t, shortest); bad(o) {
			last = o
		} else {
			delete(shortest.without, n)
		}
	}
	return shortest, last
}

// String returns the story as a line of testdata/identity.
func (s story) String() string {
	line := fmt.Sprint(s.seed)
	if s.ids {
		line = "ids " + line
	}
	for _, n := range slices.Sorted(maps.Keys(s.without)) {
		line += fmt.Sprint(" ", n)
	}
	return line
}

// tell tells a story.
func tell(t *testing.T, s story) (o outcome) {
	t.Helper()
	v := newTestVault(s.seed, s.ids)
	at := time.Unix(1_700_000_000, 0)
	base, last, _ := exportOnce(t, v, &deck.Baseline{}, at)
	owner := map[string]string{} // GUID to the question that had it first
	for name, guid := range last {
		owner[guid] = name
	}
	texts := v.texts(nil)
	kinds := edits
	if s.ids {
		kinds = idEdits
	}
	n := 0
	for round := range 4 {
		v.away, v.renamed = nil, nil
		for range 1 + rand.New(rand.NewPCG(s.seed, uint64(round))).IntN(4) {
			v.rng = rand.New(rand.NewPCG(s.seed, uint64(100+n))) // of its own, so that others can be left out
			if e := kinds[v.rng.IntN(len(kinds))]; !s.without[n] {
				e.do(v)
				o.edits = append(o.edits, fmt.Sprintf("%d %s", n, e.name))
			} else {
				o.edits = append(o.edits, fmt.Sprintf("%d -", n))
			}
			n++
		}
		next, is, plan := exportOnce(t, v, base, at.Add(time.Duration(round+1)*time.Hour))
		now := v.texts(texts)
		o.compare(v.names(), texts, now, owner, last, is)
		o.wrong = append(o.wrong, wrongTimes(base, plan)...)
		for name, guid := range is {
			last[name] = guid
			owner[guid] = name
		}
		base, texts = next, now
	}
	return o
}

// compare looks for questions that lost their identity, and for those that took another's.
func (o *outcome) compare(exists map[string][]string, texts, now map[string]testQuestion, owner, last, is map[string]string) {
	for name, guid := range is {
		first := owner[guid]
		if is[first] != last[first] && slices.Contains(exists[first], owner[is[first]]) {
			continue // it has the identity of one that was merged into it
		}
		if first != "" && first != name && exists[first] != nil && last[first] == guid && recognisable(texts[first], now[first]) {
			o.taken = append(o.taken, fmt.Sprintf("%s took the identity of %s, which still exists", name, first))
		}
		before, old := last[name]
		if !old || !recognisable(texts[name], now[name]) {
			continue
		}
		o.survivors++
		if before == guid || slices.Contains(exists[name], first) {
			o.kept++
		} else {
			o.lost = append(o.lost, name+" lost its identity")
		}
	}
}

// wrongTimes tells where a note's time did not grow though it changed, or grew though it did not.
func wrongTimes(base *deck.Baseline, plan *deck.Plan) (wrong []string) {
	old := map[string]time.Time{}
	for _, k := range base.Known {
		old[k.GUID] = k.Mod
	}
	for _, it := range plan.Items {
		mod, known := old[it.Question.GUID]
		switch {
		case it.Change == deck.New && known:
			wrong = append(wrong, fmt.Sprintf("%s: a new question has the GUID of a known one", it.Question.Pos))
		case it.Change == deck.Unchanged && !it.Question.Mod.Equal(mod), it.Change == deck.Changed && !it.Question.Mod.After(mod):
			wrong = append(wrong, fmt.Sprintf("%s: %v, but its time was %v and is %v", it.Question.Pos, it.Change, mod, it.Question.Mod))
		}
	}
	return wrong
}
