package parse_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// parseVault parses all notes of a vault, and gives the result as text.
func parseVault(t testing.TB, notes map[string]string) (result parse.Result, text string) {
	t.Helper()
	vault := fstest.MapFS{}
	for name, note := range notes {
		vault[name] = &fstest.MapFile{Data: []byte(note)}
	}
	result = parse.Parse(sourcesIn(t, vault), parse.Options{Root: "vault"})
	return result, deck.Format(result.Set) + messages(result.Diagnostics)
}

// checkHTML makes sure that a fragment is what an HTML parser makes of it: every element is closed, and none stands
// where it can't.
func checkHTML(t *testing.T, fragment string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(fragment))
	var open []string
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		name, _ := z.TagName()
		switch tag := string(name); {
		case kind == html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tag {
				t.Fatalf("</%s> closes %v in %s", tag, open, fragment)
			}
			open = open[:len(open)-1]
		case kind == html.StartTagToken && !strings.Contains(" br hr img input col wbr ", " "+tag+" "):
			if strings.Contains(" p h1 h2 ul ol table blockquote pre div dl details ", " "+tag+" ") && len(open) > 0 && open[len(open)-1] == "p" {
				t.Fatalf("<%s> within a paragraph in %s", tag, fragment)
			}
			open = append(open, tag)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v stay open in %s", open, fragment)
	}
}

// TestEmbedsAreBounded: notes made to blow up a question give a short one, soon, and a warning.
func TestEmbedsAreBounded(t *testing.T) {
	many := func(n int, target string) string { return strings.Repeat("![["+target+"]]\n\n", n) }
	chain := func(n int, last string) map[string]string {
		notes := map[string]string{"exam.md": "## Question 1\n\n![[n1]]\n"}
		for i := 1; i < 9; i++ {
			notes[fmt.Sprintf("n%d.md", i)] = many(n, fmt.Sprintf("n%d", i+1))
		}
		notes["n9.md"] = last
		return notes
	}
	all := map[string]string{"exam.md": "## Question 1\n\n![[a0]]\n"}
	for i := range 20 {
		for j := range 20 {
			all[fmt.Sprintf("a%d.md", i)] += fmt.Sprintf("![[a%d]]\n\n", j)
		}
	}
	for name, notes := range map[string]map[string]string{
		"text":   chain(10, strings.Repeat("Laughs. ", 100)),
		"little": chain(50, "%% nothing %%"),
		"long":   {"exam.md": "## Question 1\n\n" + many(30, "big"), "big.md": strings.Repeat("A line of text.\n\n", 10_000)},
		"clique": all,
	} {
		t.Run(name, func(t *testing.T) {
			result, text := parseVault(t, notes)
			if !strings.Contains(text, "[embed-limit]") {
				t.Errorf("no limit was told of")
			}
			for _, d := range result.Set.Decks {
				for _, q := range d.Questions {
					if len(q.Answer) > 3<<20 {
						t.Errorf("%d bytes", len(q.Answer))
					}
					checkHTML(t, q.Answer)
				}
			}
			if n := len(result.Diagnostics); n > 5000 {
				t.Errorf("%d diagnostics", n)
			}
		})
	}
}

// TestEmbedsAnyOrder: notes that embed each other show the same on any number of processors.
func TestEmbedsAnyOrder(t *testing.T) {
	notes := map[string]string{}
	for i := range 60 {
		notes[fmt.Sprintf("n%d.md", i)] = fmt.Sprintf("## Question %d\n\nText %d ![[n%d]] and\n\n![[n%d#Question %d]] ^b%d\n\n```go\nx := %d\n```\n",
			i, i, (i*7+1)%60, (i*3+2)%60, (i*3+2)%60, i, i)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	_, want := parseVault(t, notes)
	for _, n := range []int{2, 8} {
		runtime.GOMAXPROCS(n)
		if _, got := parseVault(t, notes); got != want {
			t.Fatalf("%d processors give another result", n)
		}
	}
}

// TestEmbedsManyBlocks: each of many blocks of a note may be embedded by itself.
func TestEmbedsManyBlocks(t *testing.T) {
	var note, exam strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&note, "Block number %d. ^blk%d\n\n", i, i)
		fmt.Fprintf(&exam, "## Question %d\n\n![[Note#^blk%d]]\n\n", i+1, i)
	}
	result, text := parseVault(t, map[string]string{"Note.md": note.String(), "exam.md": exam.String()})
	if n := result.Set.Len(); n != 3000 || len(result.Diagnostics) > 0 || !strings.Contains(text, "<p>Block number 2999.</p>") {
		t.Errorf("%d questions, %d diagnostics", n, len(result.Diagnostics))
	}
}

// TestEmbedsStayInside: no note outside of the vault is read, neither by a path nor through a link.
func TestEmbedsStayInside(t *testing.T) {
	result := parseLinked(t, map[string]string{"Secret.md": "Secret text.", "vault/In.md": "Inner text.",
		"vault/exam.md": "## Question 1\n\n![[../Secret]] ![[Out]] ![[dir/Secret]] ![](../Secret.md) ![[Secret]] ![[Link]]\n"},
		map[string]string{"Out.md": "../Secret.md", "Link.md": "In.md", "dir": ".."})
	text := deck.Format(result.Set)
	if strings.Contains(text, "Secret text") || !strings.Contains(text, "Inner text") {
		t.Error(text)
	}
	if n := strings.Count(messages(result.Diagnostics), "missing-embed"); n != 5 {
		t.Errorf("%d embeds are missing, want 5:\n%s", n, messages(result.Diagnostics))
	}
}

// FuzzEmbeds makes a vault of fuzzed notes that embed each other.
func FuzzEmbeds(f *testing.F) {
	addNotes(f)
	f.Fuzz(func(t *testing.T, exam, a, b string) {
		if len(exam)+len(a)+len(b) > 1<<14 {
			return
		}
		notes := map[string]string{
			"exam.md":   exam + "\n\n## Question 1\n\n![[A]] in a **sentence ![[sub/B#^id]] here**\n\n- ![[B]]\n\n| ![[A]] | ![[#Question 1]] |\n|---|---|\n| x | ![](A.md) |\n",
			"A.md":      a + "\n\n![[sub/B]]\n",
			"sub/B.md":  b + " ^id\n\n# Heading\n\n![[A#Heading]] ![[exam]]\n",
			"sub/x.png": "x",
		}
		result, text := parseVault(t, notes)
		for _, d := range result.Diagnostics {
			if d.Code == "internal" {
				t.Error(d.Message)
			}
		}
		for _, fault := range result.Set.Validate() {
			t.Errorf("the set breaks a promise: %v", fault)
		}
		for _, d := range result.Set.Decks {
			for _, q := range d.Questions {
				checkHarmless(t, q)
				for _, field := range []string{q.Prompt, q.Answer, q.Extra} {
					if strings.ContainsRune(field, 4) {
						t.Errorf("a hole is left in %q", field)
					}
					if q.Kind != deck.Cloze {
						checkHTML(t, field)
					}
				}
			}
		}
		if len(text) > 32<<20 {
			t.Errorf("%d bytes of %d", len(text), len(exam)+len(a)+len(b))
		}
		if _, again := parseVault(t, notes); again != text {
			t.Error("the same vault twice gives two results")
		}
	})
}
