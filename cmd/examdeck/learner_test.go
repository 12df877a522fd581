package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitest"
)

// author is somebody who edits notes and exports them again and again.
type author struct {
	t     *testing.T
	dir   string
	files map[string]string
	time  int64
}

// announced is what an export said it would do.
type announced struct {
	Counts    map[string]int
	Search    map[string]string
	Questions []struct{ GUID, Change, Label, Deck string }
	Retired   []struct{ GUID string }
}

const vaultName = "course"

func newAuthor(t *testing.T) *author {
	return &author{t: t, dir: t.TempDir(), time: 1_700_000_000, files: map[string]string{
		"graphs.md": `### 18 Feb 2022

#### Question 1 (trees)

> Why does Kruskal's algorithm sort the edges?

It takes the lightest edge that joins two trees.

#### Question 2

> What does a heap give in constant time?

Its smallest element, which stands at the root.

#### Question 3

Dijkstra fails with negative weights, because a settled vertex is never looked at again.

### 3 May 2022

#### Question 1

> Which graphs have an Euler tour?

Connected ones whose vertices all have an even degree. ![](tour.png)

#### Question 2

Every tree has one edge less than it has vertices.
`,
		"sorting.md": `#### Question 1

> How often does merge sort compare at most?

About n log n times.

#### Question 2

> When is insertion sort fast?

When nearly everything is in order already.
`,
		"tour.png": "a picture",
	}}
}

// edit replaces text in a file; it has to be there.
func (a *author) edit(file, old, new string) {
	a.t.Helper()
	if !strings.Contains(a.files[file], old) {
		a.t.Fatalf("%s lacks %q", file, old)
	}
	a.files[file] = strings.ReplaceAll(a.files[file], old, new)
}

// export exports an hour after the last time.
func (a *author) export(args ...string) (file string, plan announced) {
	a.t.Helper()
	a.time += 3600
	a.t.Setenv("SOURCE_DATE_EPOCH", strconv.FormatInt(a.time, 10))
	vault := filepath.Join(a.dir, vaultName)
	if err := os.RemoveAll(vault); err != nil {
		a.t.Fatal(err)
	}
	for name, text := range a.files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(vault, name)), 0o777); err != nil {
			a.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(vault, name), []byte(text), 0o666); err != nil {
			a.t.Fatal(err)
		}
	}
	file = filepath.Join(a.dir, "course.apkg")
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"examdeck", "export", vault, "-o", file, "--json"}, args...), &stdout, &stderr); code != exitDone {
		a.t.Fatalf("exit code %d: %s", code, &stderr)
	}
	if err := json.Unmarshal(stdout.Bytes(), &plan); err != nil {
		a.t.Fatalf("%v in %s", err, &stdout)
	}
	return file, plan
}

// guid is that of the question with this label, the n-th of them.
func (p announced) guid(t *testing.T, label string, n int) string {
	t.Helper()
	for _, q := range p.Questions {
		if q.Label == label {
			if n--; n == 0 {
				return q.GUID
			}
		}
	}
	t.Fatalf("no question %q", label)
	return ""
}

// checkPrediction compares Anki's log with the plan, for a learner who has the previous export and changed no note
// since.
func checkPrediction(t *testing.T, plan announced, log ankitest.Counts) {
	t.Helper()
	c := plan.Counts
	if log.New != c["new"]+c["back"] || log.Updated != c["changed"] || log.Duplicate != c["unchanged"] || log.Conflicting != 0 {
		t.Errorf("Anki says %+v, the plan said %v", log, c)
	}
}

// checkProgress makes sure that every card that was there before has its scheduling, deck and flags.
func checkProgress(t *testing.T, before, after *ankitest.Result) {
	t.Helper()
	now := map[string]ankitest.Card{}
	for _, n := range after.Notes {
		for _, c := range n.Cards {
			now[n.GUID+"/"+strconv.Itoa(c.Ord)] = c
		}
	}
	for _, n := range before.Notes {
		for _, c := range n.Cards {
			key := n.GUID + "/" + strconv.Itoa(c.Ord)
			got, there := now[key]
			got.Question, got.Answer, c.Question, c.Answer = "", "", "", ""
			if !there || got != c {
				t.Errorf("card %s was %+v and is %+v", key, c, got)
			}
		}
	}
	for _, problem := range after.Problems() {
		t.Error(problem)
	}
}

// learnt makes a collection that has the package and some progress with it: due dates, flags, a suspended card, a
// moved one.
func learnt(t *testing.T, file string) (*ankitest.Collection, *ankitest.Result) {
	t.Helper()
	col := ankitest.New(t)
	col.Import(file)
	col.Change(`
cids = sorted(col.find_cards(""))
col.sched.set_due_date(cids[:4], "7")
col.set_user_flag_for_cards(3, cids[1:3])
col.sched.suspend_cards(cids[2:3])
col.set_deck(cids[3:4], col.decks.id("My own::deck"))
`)
	return col, col.Import()
}
