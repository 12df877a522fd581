package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
)

// act is what a terminal, or the log of a workflow, acts on: an escape sequence, a title with its bell, C1 controls,
// marks of direction, line ends of several kinds, and commands.
const act = "\x1b[31m \x1b]0;t\x07 \u009b2J \u202e \u2066 \u200f \u061c \x7f \u2028 ##[error]x ##vso[task.x]y"

// actLine is act with a line in it that is a command.
const actLine = act + "\n::error file=x::pwn\n\r::warning::x"

// writeHostile makes a vault whose names and texts act on what shows them.
func writeHostile(t *testing.T) string {
	t.Helper()
	vault := t.TempDir()
	note := func(word string) string {
		return strings.ReplaceAll("---\ntitle: \"A\"\nexamdeck:\n  dialects: ACT\n  nothing ACT: 1\ntags: [\"ACT\", 'b']\n---\n# ::error::A ACT\n\n## 2024-01-01 ACT\n\n### Question 1 ACT\n\n> WORD ACT?\n>\n> ::error::x\n\n"+
			"An answer ACT $\\ACT{x}$ $\\frac{ACT$ ![](ACT.png) ![[ACT]] [[ACT]] [^ACT] [a][ACT] <ACT> &ACT;\n\n### Question 2\n\n::error::ACT\n\n### Question 3 ACT\n\n- [ ] ACT\n- [x] b ACT\n\n### ::warning:: ACT\n\nQ: ::error::ACT\nA: ACT {{c1::ACT}}\n\n{{c1::ACT}} {{ACT\n\n```ACT\n", "ACT", act) + "\n" + word
	}
	files := map[string]string{
		"a.md": note("one"), "::error::b.md": note("two"), act + ".md": note("three"), "c\n::error file=x::pwn\n.md": note("four"), "d\x9b\xff.md": note("five"),
		" ::set-env name=x::y.md": note("six"), "f\n::error::x/" + act + "\n::e.md": note("seven"), "g\u009b\n::debug::x.md": "\xff", "draft\x1b.md": "---\ndraft: true\n---\n" + note("d"),
		"bare\u202e.md": "Nothing " + act, "examdeck.yaml": "deck: \"D \\x1b ::x\"\nauthor: \"\\u009b\\n::error::x\"\nmacros: {\"\\\\foo\": \"a\\x1b \\u202e\\n::b\"}\n",
	}
	// The same in escapes of YAML's, which its reader lets through.
	files["h.md"] = `---
deck: "D\e\n::error::x"
tags: ["\e]0;t\a", "\u202e", "a\n::error::b"]
examdeck: {dialects: ["\e\n::error::x"], kind: "\u009b\n::x", "k\e\n::x": 1, links: "\u202e##[error]"}
macros: {"\\m\e\n::x": "\u009b"}
---

## Question 1

A $\m$.
`
	files["other/examdeck.yaml"] = `{deck: "\e\n::x", exclude: ["[\e\n::x"], media-folders: ["m\e\n::x", "/\u009b"], "k\e\n::x": 1, tags: ["\u202e"]}`
	files["other/a.md"] = note("other")
	files["folders/examdeck.yaml"] = `{media-folders: ["m\e\n::x", "../\u009b\n::x", "/##[error]"], namespace: "\u202e\n::x"}`
	files["folders/a.md"] = note("folders")
	for name, text := range files {
		file := filepath.Join(vault, filepath.FromSlash(strings.ReplaceAll(name, "task.x]", "task]")))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Logf("%q: %v", name, err) // not every system has such names
			continue
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Logf("%q: %v", name, err)
		}
	}
	return vault
}

// writeRemembering makes a package of ours whose memory acts on what shows it.
func writeRemembering(t *testing.T, file string) {
	t.Helper()
	made := time.Unix(1700000000, 0)
	q := &deck.Question{Kind: deck.Basic, GUID: "aaaaaaaaaa", Prompt: "gone " + act, Answer: "x " + act, Label: "L " + act, Exam: "E " + actLine, Source: "s " + actLine}
	set := &deck.Set{Root: "r" + actLine, Namespace: "n" + actLine, Decks: []*deck.Deck{{Name: "d " + actLine, Questions: []*deck.Question{q}}}}
	for i, state := range []deck.State{deck.Retired, deck.Unread} {
		set.Memory = append(set.Memory, deck.Known{GUID: fmt.Sprint("bbbbbbbbb", i), NoteID: int64(5 + i), Mod: made, State: state, Deck: "d " + actLine, Exam: "e" + actLine, Label: "l" + actLine, Source: "s" + actLine})
	}
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := apkg.Write(out, set, apkg.Options{Time: made, Description: act}); err != nil {
		t.Fatal(err)
	}
}

// ownCommand is a line that check prints for a workflow.
var ownCommand = regexp.MustCompile(`^::(error|warning) file=[^:]*,title=[a-z0-9-]+::`)

// checkInert fails for what a terminal or a workflow would act on.
func checkInert(t *testing.T, call []string, output string) {
	t.Helper()
	if !utf8.ValidString(output) {
		t.Errorf("%q: the output is not UTF-8", call)
	}
	if i := strings.IndexFunc(output, func(r rune) bool {
		return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029')
	}); i >= 0 {
		t.Errorf("%q: %q", call, output[max(0, i-80):min(len(output), i+20)])
	}
	for line := range strings.Lines(output) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") && !ownCommand.MatchString(line) {
			t.Errorf("%q: the line %q is a command", call, line)
		}
		if !ownCommand.MatchString(line) && (strings.Contains(line, "##[") || strings.Contains(line, "##vso[")) {
			t.Errorf("%q: the line %q holds a command", call, line)
		}
	}
}

// TestNothingActs gives every command names and texts that a terminal or a workflow's log would act on.
func TestNothingActs(t *testing.T) {
	vault := writeHostile(t)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	writeRemembering(t, at("known.apkg"))
	if err := os.WriteFile(at("foreign.apkg"), foreign().Bytes(t, 2), 0o644); err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob(filepath.Join(vault, "*.md"))
	if err != nil || len(sources) < 5 {
		t.Fatal(sources, err)
	}
	t.Chdir(vault)
	calls := [][]string{
		{"list", "."}, {"list", ".", "--ignored"}, {"list", ".", "--claims"}, {"list", ".", "--claims", "--json"}, {"check", "."}, {"check", ".", "--json"}, {"check", ".", "--format", "github"},
		{"export", ".", "-o", at("out.apkg")}, {"export", ".", "-o", at("out.csv"), "--media", at("media" + act)}, {"export", ".", "-o", at("split"), "--split", "source"},
		{"export", ".", "-o", at("split"), "--split", "source"}, {"export", "a.md", "-o", at("split"), "--split", "source"}, {"export", ".", "-o", at("split2"), "--split", "exam", "--json"},
		{"export", ".", "-o", at("known.apkg"), "--dry-run"}, {"export", ".", "-o", at("known.apkg"), "--dry-run", "--json"},
		{"export", ".", "-o", at("new.apkg"), "--baseline", at("known.apkg")}, {"export", ".", "-o", at("foreign.apkg")}, {"export", ".", "-o", at("tagged.apkg"), "--baseline", at("known.apkg"), "--retired", "tag"},
		{"inspect", at("known.apkg")}, {"inspect", at("known.apkg"), "--json"}, {"inspect", at("known.apkg"), "--note", "gone"}, {"inspect", at("known.apkg"), "--note", "gone", "--json"},
		{"inspect", at("out.apkg")}, {"inspect", at("foreign.apkg")}, {"inspect", at("foreign.apkg"), "--note", "IMG"}, {"inspect", at("foreign.apkg"), "--note", actLine},
		{"diff", at("known.apkg"), at("out.apkg")}, {"diff", at("known.apkg"), at("foreign.apkg")}, {"diff", at("out.apkg"), at("known.apkg"), "--json"},
		{"config", "."}, {"config", ".", "--deck", actLine, "--exclude", actLine}, {"preview", ".", "-o", at("page"), "--baseline", at("known.apkg")},
		{"preview", ".", "-o", at("none" + actLine + "/page")}, {"preview", ".", "-o", at("page"), "--mathjax", actLine},
		{"list", "other"}, {"config", "other", "other/a.md"}, {"list", "folders", "other"}, {"export", "folders", "-o", at("f.apkg")}, {"config", "folders"},
		{actLine}, {"::error::x"}, {"export", "--" + actLine}, {"export", ".", "--split", actLine}, {"check", ".", "--format", actLine}, {"list", ".", "--dialects", actLine},
		{"export", actLine, "::error::x", "-o", at("x.apkg")}, {"export", ".", "-o", actLine}, {"export", "a.md", "--baseline", actLine}, {"list", ".", "--exclude", "[" + actLine},
		{"inspect", actLine}, {"diff", actLine, actLine}, {"completion", actLine}, {"preview", ".", "--port", actLine}, {"list", ".", "--media-folder", actLine}, {actLine, "--generate-bash-completion"},
	}
	for _, s := range sources {
		name := filepath.Base(s)
		calls = append(calls, []string{"config", name}, []string{"check", name}, []string{"list", name, "a.md"}, []string{"inspect", name},
			[]string{"export", name, "-o", at("one.csv")}, []string{"export", "a.md", "-o", name}, []string{"export", "a.md", "-o", at("b.apkg"), "--baseline", name})
	}
	if err := os.WriteFile(filepath.Join(vault, "plain.md"), []byte("### Question 1\n\n> gone?\n\nx\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, call := range calls {
		var stdout, stderr bytes.Buffer
		run(append([]string{"examdeck"}, call...), &stdout, &stderr)
		checkInert(t, call, stdout.String())
		checkInert(t, call, stderr.String())
		if strings.HasPrefix(stdout.String(), "{") && !json.Valid(stdout.Bytes()) {
			t.Errorf("%q: no JSON: %s", call, &stdout)
		}
	}
}

// TestPrintfAlonePrints: what is said to a person goes through printf, so that no command forgets to make it safe.
func TestPrintfAlonePrints(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	// What these print is their own: printf itself, annotations, scripts, a manual page, an address.
	own := map[string]int{"printable.go": 1, "check.go": 1, "completion.go": 1, "man.go": 3, "live.go": 1, "serve.go": 1}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(text, []byte("fmt.Fprint")) + bytes.Count(text, []byte("fmt.Print")); n != own[file] {
			t.Errorf("%s prints past printf in %d places, not %d", file, n, own[file])
		}
	}
}

// TestPrintf fills in what acts, and what does not.
func TestPrintf(t *testing.T) {
	for _, test := range []struct{ format, arg, want string }{
		{"%s: x\n", "a\x1b\n\u009b\u202e\tb\xff", `a\x1b\n\u009b\u202e b` + "\ufffd: x\n"},
		{"%q\n", "a\n\x1b", `"a\n\x1b"` + "\n"},
		{"%-4s|", "é", "é   |"},
		{"%s\n", "::error::x", `\::error::x` + "\n"},
		{"a\n   %s\n", "::error::x", "a\n" + `   \::error::x` + "\n"},
		{"%s\n", "a::b, ## c [d], #[e]", "a::b, ## c [d], #[e]\n"},
		{"%s\n", "a ##[error]b", `a #\#[error]b` + "\n"},
	} {
		var b strings.Builder
		printf(&b, test.format, test.arg)
		if b.String() != test.want {
			t.Errorf("%q, %q: got %q, want %q", test.format, test.arg, b.String(), test.want)
		}
	}
}

// TestEscapeJSON: what is escaped means the same, and ordinary text is not touched.
func TestEscapeJSON(t *testing.T) {
	for _, text := range []string{actLine, "é „x“ שלום <b>&amp;</b>", "\x7f\u0080\u009f", `\##[x]`} {
		var b bytes.Buffer
		if err := printJSON(&b, []string{text}); err != nil {
			t.Fatal(err)
		}
		checkInert(t, nil, b.String())
		var back []string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || len(back) != 1 || back[0] != text {
			t.Errorf("%q became %q: %v", text, &b, err)
		}
		if text == "é „x“ שלום <b>&amp;</b>" && !strings.Contains(b.String(), text) {
			t.Errorf("%q became %q", text, &b)
		}
	}
}
