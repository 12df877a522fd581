package deck

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// TestNeeded: how alike a pair must be, by what the author says of it.
func TestNeeded(t *testing.T) {
	for _, tt := range []struct {
		id, was string
		state   State
		kind    Kind
		want    float64
	}{
		{"", "", Live, Basic, alikeEnough}, {"", "", Unread, Basic, alikeEnough}, {"a", "a", Live, Basic, alikeEnough}, {"a", "A", Live, Basic, alikeEnough},
		{"", "a", Live, Basic, alikeEnough}, {"", "", Retired, Basic, alikeRetired}, {"a", "a", Retired, Basic, alikeRetired},
		{"", "", Live, Reversed, alikeRetired}, {"", "", Retired, Reversed, alikeRetired}, {"a", "", Live, Basic, alikeWithID}, {"a", "", Retired, Basic, alikeWithID},
		{"a", "b", Live, Basic, 2}, {"a", "b", Retired, Reversed, 2},
	} {
		s := similarity{matcher: &matcher{fresh: []fresh{{Question: &Question{ExplicitID: tt.id}}}, known: []Known{{ExplicitID: tt.was, State: tt.state, Kind: tt.kind}}}}
		if got := s.needed(0, 0); got != tt.want {
			t.Errorf("%q that was %q, %v, kind %v: %v, want %v", tt.id, tt.was, tt.state, tt.kind, got, tt.want)
		}
	}
}

// TestBonuses: what else than words speaks for a pair, beside the score of its words.
func TestBonuses(t *testing.T) {
	const asked, answered = "Why does Kruskal's algorithm sort the edges?", "It takes the lightest edge that joins two trees."
	line := func(place, prompt, more string) string {
		return place + " | " + prompt + " | " + answered + more + "\n"
	}
	other := "x/1 | Something else? | It has words of its own.\n"
	for _, tt := range []struct {
		name, old, now string
		scope          scope
		want           float64
	}{
		{"nothing", line("a/1", asked, ""), line("b/2", asked+" Say.", ""), sameKind, 0},
		{"the key of words", line("a/1", asked, ""), line("b/2", asked, " Say."), sameKind, bonusWords},
		{"exam and number", line("a/1", "-", ""), line("a/1", "-", " Say."), sameKind, bonusNumber},
		{"another number", line("a/1", "-", ""), line("a/2", "-", " Say."), sameKind, 0},
		{"the same before", other + line("x/2", asked, ""), other + line("x/3", asked+" Say.", ""), sameKind, bonusBefore},
		{"the same behind", line("x/2", asked, "") + other, line("x/3", asked+" Say.", "") + other, sameKind, bonusBehind},
		{"the same on both sides", other + line("x/2", asked, "") + "x/9 | The last one? | Yes indeed, the last.", other + line("x/3", asked+" Say.", "") + "x/9 | The last one? | Yes indeed, the last.",
			sameKind, bonusBefore + bonusBehind},
		{"an id and its source", line("a/1", asked, " | block=k"), line("b/2", asked+" Say.", " | block=k"), sameID, bonusSource + bonusWords},
		{"an id in another source", line("a/1", asked, " | block=k"), line("b/2", asked+" Say.", " | block=k | source=b.md"), sameID, 0},
		{"a source without an id", line("a/1", asked, ""), line("b/2", asked+" Say.", ""), sameKind, 0},
	} {
		set := setFrom(t, "exams", tt.now)
		m := newMatcher(set, baselineOf(setFrom(t, "exams", tt.old)))
		for i, f := range m.fresh {
			for j, k := range m.known {
				if f.content == contentHash(k.Question) {
					m.match(i, j, 1, false)
				}
			}
		}
		s := m.newSimilarity(tt.scope)
		if s == nil || len(s.news) != 1 || len(s.olds) != 1 {
			t.Fatalf("%s: %+v", tt.name, s)
		}
		if c := s.judge(0, 0); math.Abs(c.rank-c.score-tt.want) > 1e-9 || c.score < alikeEnough {
			t.Errorf("%s: score %.3f, rank %.3f, want %.3f more", tt.name, c.score, c.rank, tt.want)
		}
	}
}

// TestLikeness: stories of questions that were edited, moved and replaced, with the words as the only evidence.
func TestLikeness(t *testing.T) {
	const chaining = "Chaining keeps colliding entries in linked lists, probing looks for another slot."
	const same = "9/1 | What is a spanning tree? | A tree that holds every vertex of its graph.\n"
	for _, tt := range []struct{ name, old, now, want string }{
		// alikeEnough lies between the scores of these two.
		{"a little of the answer stayed", same + "1/1 | How do hash tables resolve collisions? | " + chaining,
			same + "1/1 | Two keys share one slot: what then? | Either chaining in linked lists or probing neighbours.", "unchanged=1 changed=2?"}, // score 0.28
		{"too little of the answer stayed", same + "1/1 | How do hash tables resolve collisions? | " + chaining,
			same + "1/1 | Two keys share one slot: what then? | Either chaining in linked lists or open addressing.", "unchanged=1 new retired=2"}, // score 0.22
		{"short words tell nothing", same + "1/1 | - | No.", same + "1/5 | - | <b>No</b>.", "unchanged=1 new retired=2"},
		{"short words tell nothing but with the same number", same + "1/1 | - | No.", same + "1/1 | - | <b>No</b>.", "unchanged=1 changed=2"},
		{"a copy: the first one stays", same, same + "8/1 | What is a spanning tree? | A tree that holds every vertex of its graph.\n", "unchanged=1 new"},
		{"the kind is kept", "1/1 | Which city is the capital of Austria? | Vienna, on the Danube\n1/2 | Which city is the capital of Austria today? | Vienna, on the river Danube | kind=reversed",
			"1/1 | Which city is the capital of Austria today? | Vienna, on the broad river Danube\n1/2 | Which city is the capital of Austria today? | Vienna, on the river Danube | kind=reversed", "changed=1? unchanged=2"},
		{"of two halves the one behind the same question", "1/1 | - | A tree that holds every vertex.\n1/2 | - | Dijkstra settles vertices, Prim grows trees.",
			"1/7 | - | Dijkstra settles vertices.\n1/1 | - | A tree that holds every vertex.\n1/8 | - | Dijkstra settles vertices.", "new unchanged=1 changed=2?"},
		{"of two halves the one before the same question", "1/2 | - | Dijkstra settles vertices, Prim grows trees.\n1/3 | - | A tree that holds every edge.",
			"1/7 | - | Dijkstra settles vertices.\n1/8 | - | Nothing that stood here before.\n1/9 | - | Dijkstra settles vertices.\n1/3 | - | A tree that holds every edge.", "new new changed=1? unchanged=2"},
		{"words that are everywhere tell nothing", everywhere(1, 20) + "2/1 | What is the output of this program when compiled by clang? | undefined behaviour",
			everywhere(1, 20) + "2/9 | What is the output of this function below Windows, started twice? | nothing visible", unchanged(20) + " new retired=21"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			base := baselineOf(setFrom(t, "exams", tt.old))
			plan, _ := reconcile(t, base, tt.now, firstExport)
			if got := told(plan, base); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			for _, it := range plan.Items {
				t.Logf("%v %v %.3f", it.Question.Label, it.Change, it.Score)
			}
		})
	}
}

// everywhere is a paper whose questions have most of their words in common.
func everywhere(from, to int) string {
	var b strings.Builder
	for i := from; i <= to; i++ {
		fmt.Fprintf(&b, "1/%d | What is the output of this program, given %d? | It prints the number %d\n", i, i*i, i*i*i)
	}
	return b.String()
}

func unchanged(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprint("unchanged=", i+1))
	}
	return strings.Join(all, " ")
}

// TestSameWordsInManyExams: where no word finds a question, since too many have it, its key does, and its words are
// no guess.
func TestSameWordsInManyExams(t *testing.T) {
	var old, now strings.Builder
	for i := range commonWord + 10 {
		fmt.Fprintf(&old, "%d/1 | What does the program print in the end? | It is w%dx\n", 2000+i, i)
		fmt.Fprintf(&now, "%d/1 | What does the program print in the end? | So v%dy\n", 2000+i, i)
	}
	base := baselineOf(setFrom(t, "exams", old.String()))
	plan, _ := reconcile(t, base, now.String(), firstExport.Add(time.Hour))
	for i, it := range plan.Items {
		if it.Was == nil || it.Was.GUID != base.Known[i].GUID || it.Guessed {
			t.Fatalf("%d: %v, guessed %v, of %+v", i, it.Change, it.Guessed, it.Was)
		}
	}
}

// TestKindsOfTheGone: a question of another kind replaces one that learners have, and neither one that is retired nor
// one that was not read.
func TestKindsOfTheGone(t *testing.T) {
	const asked = "1/1 | Which city is the capital of Austria? | Vienna, on the Danube"
	const other = "9/1 | What is a spanning tree? | A tree that holds every vertex of its graph.\n"
	base := func() *Baseline { return baselineOf(setFrom(t, "exams", other+asked+" | source=b.md")) }
	for _, now := range []string{asked + " | kind=reversed", strings.Replace(asked, "the Danube", "a river", 1) + " | kind=reversed"} {
		plan, _ := reconcile(t, base(), other+now, firstExport)
		if got := told(plan, base()); got != "unchanged=1 new!2 retired=2" {
			t.Errorf("live: %s", got)
		}
		plan, _ = reconcileWithout(t, "b.md", base(), other+now)
		if got := told(plan, base()); got != "unchanged=1 new unread=2" {
			t.Errorf("not read: %s", got)
		}
		_, set := reconcile(t, base(), other, firstExport)
		plan, _ = reconcile(t, baselineOf(set), other+now, firstExport)
		if got := told(plan, base()); got != "unchanged=1 new" {
			t.Errorf("retired: %s", got)
		}
	}
}

// TestSameCourse: equal numbers mean the same question in one course alone.
func TestSameCourse(t *testing.T) {
	set := &Set{Root: "exams", Namespace: "n"}
	for _, tt := range []struct {
		base Baseline
		want bool
	}{
		{Baseline{}, true}, {Baseline{Root: "exams"}, true}, {Baseline{Root: "exams", Namespace: "m"}, true}, {Baseline{Root: "other", Namespace: "n"}, true},
		{Baseline{Root: "other", Namespace: "m"}, false}, {Baseline{Root: "other"}, false},
	} {
		if got := sameCourse(set, &tt.base); got != tt.want {
			t.Errorf("%+v: %v", tt.base, got)
		}
	}
	if sameCourse(&Set{Root: "exams"}, &Baseline{Root: "other"}) {
		t.Error("two sets without namespaces are of one course")
	}
}
