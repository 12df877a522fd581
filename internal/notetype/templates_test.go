package notetype

import (
	"regexp"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/contrast"
	xhtml "golang.org/x/net/html"
)

// comments are those of CSS.
var comments = regexp.MustCompile(`(?s)/\*.*?\*/`)

// sides calls f with every side of every template.
func sides(f func(t Type, name, side string)) {
	for _, nt := range All {
		for _, c := range nt.Templates {
			f(nt, nt.Name+", "+c.Name+", front", c.Front)
			f(nt, nt.Name+", "+c.Name+", back", c.Back)
		}
	}
}

// TestTemplatesLoadNothing makes sure that neither templates nor style fetch anything, nor name media.
func TestTemplatesLoadNothing(t *testing.T) {
	loads := regexp.MustCompile(`(?i)https?:|//[a-z0-9]|url\(|@import|@font-face|\bsrc\s*=|\bhref\s*=|<link|<iframe|fetch\(|XMLHttpRequest|` +
		`WebSocket|sendBeacon|\bimport\s*\(|\beval\(|localStorage|document\.cookie|document\.write|["']_`)
	check := func(name, text string) {
		if found := loads.FindString(text); found != "" {
			t.Errorf("%s: holds %q", name, found)
		}
	}
	sides(func(_ Type, name, side string) { check(name, side) })
	check("style", Style)
}

// TestTemplatesAreWhole makes sure that the elements are balanced, the fields exist, every side has the script for tables
// and pictures, and those with choices alone another one.
func TestTemplatesAreWhole(t *testing.T) {
	mark := regexp.MustCompile(`\{\{([#^/]?)(?:(?:cloze|type):)?([^}]*)\}\}`)
	sides(func(nt Type, name, side string) {
		var open []string
		for _, m := range mark.FindAllStringSubmatch(side, -1) {
			if m[2] != "FrontSide" {
				nt.IndexOf(m[2])
			}
			switch {
			case m[1] == "/" && (len(open) == 0 || open[len(open)-1] != m[2]):
				t.Errorf("%s: %s closes nothing", name, m[0])
			case m[1] == "/":
				open = open[:len(open)-1]
			case m[1] != "":
				open = append(open, m[2])
			}
		}
		bare := mark.ReplaceAllString(side, "")
		if len(open) > 0 || strings.Contains(bare, "{{") || strings.Contains(bare, "}}") {
			t.Errorf("%s: left open: %q", name, open)
		}
		if problem := unbalanced(bare); problem != "" {
			t.Errorf("%s: %s", name, problem)
		}
		if got, want := strings.Count(side, "<script"), map[bool]int{false: 1, true: 2}[nt.Kind == deck.Choice]; got != want {
			t.Errorf("%s: %d scripts, want %d", name, got, want)
		}
	})
}

// unbalanced names a tag that has no other.
func unbalanced(text string) string {
	var open []string
	z := xhtml.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != xhtml.ErrorToken; kind = z.Next() {
		tag, _ := z.TagName()
		name := string(tag)
		switch {
		case name == "hr":
		case kind == xhtml.StartTagToken:
			open = append(open, name)
		case kind == xhtml.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != name {
				return "</" + name + "> closes nothing"
			}
			open = open[:len(open)-1]
		}
	}
	return strings.Join(open, " ")
}

// TestRightIsShownByStyle makes sure that the right options are marked on the back by the style alone, and never on
// the front.
func TestRightIsShownByStyle(t *testing.T) {
	rules, marks := 0, false
	for rule := range strings.SplitSeq(comments.ReplaceAllString(Style, ""), "}") {
		selector, body, _ := strings.Cut(rule, "{")
		if !strings.Contains(selector, ".right") {
			continue
		}
		rules++
		for s := range strings.SplitSeq(selector, ",\n") {
			if !strings.Contains(s, ".marked ") {
				t.Errorf("%q would show the right options on the front", strings.TrimSpace(s))
			}
		}
		marks = marks || strings.Contains(body, `content: "✓"`)
	}
	if rules == 0 || !marks {
		t.Errorf("no rule marks the right options: %d rules", rules)
	}
	choice, _ := Of(deck.Choice)
	front, back := choice.Templates[0].Front, choice.Templates[0].Back
	if script := front[strings.Index(front, "<script>"):]; !strings.HasSuffix(back, script) || regexp.MustCompile(`["'.]right\b`).MatchString(script) {
		t.Error("the script knows of right options, or is another one on the back")
	}
	if strings.Contains(front[:strings.Index(front, "<script>")], "marked") || strings.Count(front, "{{Choices}}") != 1 ||
		!strings.Contains(back, `<section class="options marked" dir="auto" data-card="{{ID}}">{{Choices}}</section>`) ||
		strings.Contains(back, "{{FrontSide}}") {
		t.Errorf("front %s\nback %s", front, back)
	}
}

// TestClozeTemplates makes sure that a cloze card shows the text with its deletions on both sides, below exam and label.
func TestClozeTemplates(t *testing.T) {
	cloze, _ := Of(deck.Cloze)
	sides(func(nt Type, name, side string) {
		exam, label, text := strings.Index(side, "{{Exam}}"), strings.Index(side, "{{Label}}"), strings.Index(side, "{{cloze:Prompt}}")
		if nt.ID == cloze.ID && (exam < 0 || label < exam || text < label) {
			t.Errorf("%s: exam at %d, label at %d, text at %d", name, exam, label, text)
		}
	})
}

// TestContrast makes sure that text can be read by day and by night: WCAG's 4.5 to 1 on every ground it may stand on.
func TestContrast(t *testing.T) {
	grounds := map[string][]string{
		"text":  {"page", "panel", "good-panel", "bad-panel", "accent-panel", "mark"},
		"muted": {"page", "panel"}, "good": {"page", "good-panel"}, "bad": {"page", "bad-panel"}, "accent": {"page", "panel", "accent-panel"},
		"blue": {"page", "panel", "accent-panel"}, "green": {"page", "panel", "accent-panel"}, "amber": {"page", "panel", "accent-panel"},
		"red": {"page", "panel", "accent-panel"}, "violet": {"page", "panel", "accent-panel"}, "orange": {"page", "panel", "accent-panel"},
		"page": {"accent", "good", "bad"},
	}
	blocks := regexp.MustCompile(`(?s)--page: .*?\n *(?:background|\})`).FindAllString(Style, -1)
	contrast.Check(t, blocks, grounds)
}
