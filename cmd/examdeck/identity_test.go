package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
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

// exportOnce exports a vault against a baseline and gives the next baseline, read from the package's bytes, and the identity of
// each question by name.
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
		sources = append(sources, parse.Source{Vault: vault, Path: name, Name: name, Deck: parse.DeckName("vault", name)})
	}
	set := parse.Parse(sources, parse.Options{Root: "vault"}).Set
	opts := apkg.Options{Time: at}
	settled := func(source string) bool { return v.away == nil || source != v.away.name }
	plan := deck.Reconcile(set, base, deck.Options{Time: at, Fields: apkg.FieldHash(opts), Settled: settled})
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
	opts.Memory = plan.Memory
	return readBaseline(t, writePackage(t, set, opts)), guids, plan
}

func writePackage(t *testing.T, set *deck.Set, opts apkg.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := apkg.Write(&out, scratchFile(t), set, opts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readBaseline(t *testing.T, data []byte) *deck.Baseline {
	t.Helper()
	pkg, err := apkg.Read(bytes.NewReader(data), int64(len(data)), scratchFile(t))
	if err != nil {
		t.Fatal(err)
	}
	base, err := pkg.Baseline()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func scratchFile(t *testing.T) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestIdentitySurvivesEdits edits vaults at random, several edits between two exports. No question may take the identity of another
// that still exists, and nearly all must keep theirs; EXAMDECK_SEEDS tries more vaults.
func TestIdentitySurvivesEdits(t *testing.T) {
	seeds := uint64(40)
	if more, err := strconv.ParseUint(os.Getenv("EXAMDECK_SEEDS"), 10, 64); err == nil {
		seeds = more
	}
	survivors, kept := 0, 0
	for seed := range seeds {
		s, k := editAtRandom(t, seed)
		survivors += s
		kept += k
	}
	t.Logf("%d of %d surviving questions kept their identity", kept, survivors)
	if float64(kept) < 0.99*float64(survivors) || survivors < 1000 {
		t.Errorf("%d of %d surviving questions kept their identity", kept, survivors)
	}
}

// editAtRandom edits one vault, and gives how many questions were still there after some edits, and how many of them kept
// their identity.
func editAtRandom(t *testing.T, seed uint64) (survivors, kept int) {
	t.Helper()
	v := newTestVault(seed)
	at := time.Unix(1_700_000_000, 0)
	base, last, _ := exportOnce(t, v, &deck.Baseline{}, at)
	owner := map[string]string{} // GUID to the question that had it first
	for name, guid := range last {
		owner[guid] = name
	}
	texts := v.texts(nil)
	var done []string
	for round := range 4 {
		v.away = nil
		for range 1 + v.rng.IntN(4) {
			e := edits[v.rng.IntN(len(edits))]
			e.do(v)
			done = append(done, e.name)
		}
		done = append(done, "export")
		next, is, plan := exportOnce(t, v, base, at.Add(time.Duration(round+1)*time.Hour))
		exists, now := v.names(), v.texts(texts)
		for name, guid := range is {
			if first := owner[guid]; first != "" && first != name && exists[first] != nil && last[first] == guid && recognisable(texts[first], now[first]) {
				t.Errorf("seed %d, %s: %s took the identity of %s, which still exists", seed, strings.Join(done, ", "), name, first)
			}
			if before, old := last[name]; old && recognisable(texts[name], now[name]) {
				survivors++
				if before == guid || slices.Contains(exists[name], owner[guid]) {
					kept++
				} else {
					t.Logf("seed %d, %s: %s lost its identity", seed, strings.Join(done, ", "), name)
				}
			}
			if owner[guid] == "" {
				owner[guid] = name
			}
		}
		checkTimes(t, base, plan)
		for name, guid := range is {
			last[name] = guid
			owner[guid] = name
		}
		base, texts = next, now
	}
	return survivors, kept
}

// checkTimes makes sure that a note's time grows when it changed, and only then.
func checkTimes(t *testing.T, base *deck.Baseline, plan *deck.Plan) {
	t.Helper()
	old := map[string]time.Time{}
	for _, k := range base.Known {
		old[k.GUID] = k.Mod
	}
	for _, it := range plan.Items {
		mod, known := old[it.Question.GUID]
		switch {
		case it.Change == deck.New && known:
			t.Errorf("%s: a new question has the GUID of a known one", it.Question.Pos)
		case it.Change == deck.Unchanged && !it.Question.Mod.Equal(mod), it.Change == deck.Changed && !it.Question.Mod.After(mod):
			t.Errorf("%s: %v, but its time was %v and is %v", it.Question.Pos, it.Change, mod, it.Question.Mod)
		}
	}
	if n := len(plan.Items); n == 0 {
		t.Error(fmt.Sprint("no question in the plan"))
	}
}
