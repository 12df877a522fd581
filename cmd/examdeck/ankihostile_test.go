package main

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitest"
	"github.com/examdeck/examdeck/internal/texgate"
)

// hostile are pieces of notes that would be active if they reached Anki as they are.
var hostile = []string{
	`<script>document.title = "HOSTILE"</script>`, `<img src=x onerror="document.title = 'HOSTILE'">`, `<iframe src="https://evil.example"></iframe>`,
	"[x](javascript:alert(1))", `<link rel=stylesheet href=https://evil.example/x.css>`, `<style>.card {display: none}</style>`,
	"[sound:hostile.mp3]", "`[sound:hostile.mp3]`", "[[type:Answer]]", "`[[type:Answer]]`", "[latex]hostile[/latex]", "[$]x[/$]", "[anki:play:q:0]",
	"{{Front}} {{cloze:Prompt}} {{#Tags}}x{{/Tags}}", "<div id=\"answer\">x</div></div></div></section>", "</script></style>--><!--", "<b>open",
	"$\\href{javascript:alert(1)}{x}$", "$\\mmlToken{mi}[href=\"javascript:alert(1)\"]{x}$", "$\\style{position:fixed}{x}$", "$\\hr{{c1::ef}}{javascript:alert(1)}{x}$",
	"| [sound:hostile.mp3] |\n|---|\n| x |", "{{c1::<script>1</script> [sound:hostile.mp3] {{Front}}}}",
}

// TestAnkiShowsHostileNotes: in the real Anki nothing of hostile notes runs, plays or is replaced, on no side of any
// card: neither what stands in prompts, answers and options, nor in titles, labels, tags and the names of files.
func TestAnkiShowsHostileNotes(t *testing.T) {
	ankitest.Python(t)
	dir := filepath.Join(t.TempDir(), `<script>1<script>`)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, h := range hostile {
		line := strings.ReplaceAll(h, "\n", " ")
		text := "---\ntags: ['<script>', '[sound:hostile.mp3]', '{{Front}}']\n---\n### Midterm 1 " + line + "\n\n#### Question 1 " + line + "\n\n> " +
			strings.ReplaceAll(h, "\n", "\n> ") + "\n\n" + h + "\n\n#### Question 2\n\nWhich?\n\n- [ ] " + strings.ReplaceAll(h, "\n", "\n  ") + "\n- [x] b\n"
		name := regexp.MustCompile(`[/\n\x00]`).ReplaceAllString(h, "") + string(rune('a'+i)) + ".md"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	e, ok := runExport(t, dir, ".apkg")
	if !ok || e.questions < 2*len(hostile)-6 { // in some the damage takes the next question along
		t.Fatalf("%d questions of %d notes", e.questions, len(hostile))
	}
	result := ankitest.New(t).Import(e.file)
	for _, problem := range result.Problems() {
		t.Error(problem)
	}
	for _, n := range result.Notes {
		for _, c := range n.Cards {
			for _, side := range []string{c.Question, c.Answer} {
				checkQuiet(t, n.Fields["Source"], side)
			}
		}
	}
}

// ownScript is what the note types bring themselves.
var ownScript = regexp.MustCompile(`(?s)<script>.*?</script>`)

// cardFormula finds what MathJax typesets on a card, but for cardCode, into which it does not look.
var (
	cardFormula = regexp.MustCompile(`(?s)\\\(.*?\\\)|\\\[.*?\\\]`)
	cardCode    = regexp.MustCompile(`(?s)<(code|pre)\b.*?</(code|pre)>`)
)

// loud is what runs, plays or loads on a card.
var loud = regexp.MustCompile(`(?i)<(script|iframe|link|style|object|embed|form|meta|base)\b|<[^>]+\s(on[a-z]+\s*=|href="?\s*javascript:|src="?https?:)|` +
	`\[anki:play|\[sound:|\[\[type:|\[latex\]|\[\$\]`)

func checkQuiet(t *testing.T, source, side string) {
	t.Helper()
	// The templates' own scripts are the last thing on a side; those of a note would stand before them.
	scripts := ownScript.FindAllString(side, -1)
	for _, s := range scripts {
		if strings.Contains(s, "HOSTILE") || len(s) < 40 {
			t.Errorf("%s: a script of the note's: %s", source, s)
		}
	}
	for _, m := range cardFormula.FindAllString(cardCode.ReplaceAllString(side, ""), -1) {
		if fault := texgate.Check(html.UnescapeString(m[2 : len(m)-2])); fault != nil {
			t.Errorf("%s: the formula %s on a card", source, m)
		}
	}
	if m := loud.FindString(ownScript.ReplaceAllString(side, "")); m != "" {
		t.Errorf("%s: %q on a card:\n%s", source, m, side)
	}
}
