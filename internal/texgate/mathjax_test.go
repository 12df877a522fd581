package texgate_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/examdeck/examdeck/internal/mathjaxtest"
	"github.com/examdeck/examdeck/internal/texgate"
)

// names returns the commands and environments of the real MathJax, and the method that reads each.
func names(t testing.TB) (commands, environments [][2]string) {
	t.Helper()
	table, err := os.ReadFile("../../internal/mathjax/table.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		switch fields := strings.Split(line, "\t"); fields[0] {
		case "command":
			commands = append(commands, [2]string{fields[1], fields[2]})
		case "environment":
			environments = append(environments, [2]string{fields[1], fields[2]})
		}
	}
	if len(commands) < 500 || len(environments) < 50 {
		t.Fatalf("only %d commands and %d environments", len(commands), len(environments))
	}
	return commands, environments
}

// payloads are what would be active as an address, a style, an attribute, an id or a class.
var payloads = []string{
	`javascript:evil()`, `red;position:fixed;background:url(//evil.example)`, `border:1px solid red;position:fixed;background:url(//evil.example)`,
	`style="position:fixed" href="javascript:evil()" onclick="evil()" id="evil" class="evil" src="//evil.example"`, `href=javascript:evil()`,
	`evil`, `1px;position:fixed`, `"><img src=x onerror=evil()>`, `mglyph`, `5px,position:fixed`, `//evil.example`,
}

// shapes are how a command may get them; # stands for the payload.
var shapes = []string{
	`{#}{x}`, `[#]{x}`, `{x}{#}`, `[x]{#}{x}`, `{x}[#]{x}`, `{x}{x}{#}`, `[#][#]{x}{x}`, `{mi}[#]{x}`, `{#}{#}{#}{#}{#}{#}`, ` #{x}`, `(){#}{0}{x}{x}`,
	// Active commands that are let through, taken apart; and the halves of one.
	`\href{https://ok.example}{#}`, `{\href}{#}{x}`, `{x}\href{https://ok.example}{#}`, `{\href{https://ok.example}}{#}{x}`, `[\href]{#}{x}`,
	`\bbox[yellow]{[#]}{x}`, `{\bbox}[#]{x}`, `\fcolorbox{red}{red}{#}`, `\color{red}{#}{x}`, `\mmlToken{mi}{x}[#]{x}`,
	`{\hr}{ef{#}{x}}`, `{\hr}ef{#}{x}`, `\hr ef{#}{x}`, `[\hr]{ef{#}{x}}`, `{\hr{}ef{#}{x}}`, `{\sty^{l}e{#}{x}}`,
}

// TestNoCommandIsActive: of what the gate lets through, the real MathJax makes nothing that is active, whatever the
// command.
func TestNoCommandIsActive(t *testing.T) {
	commands, environments := names(t)
	var formulas []mathjaxtest.Formula
	add := func(tex string) {
		if texgate.Check(tex) == nil {
			formulas = append(formulas, mathjaxtest.Formula{TeX: tex, Display: true, HTML: true})
		}
	}
	// The first command that a method reads gets all of it, the others some.
	seen, turn := map[string]bool{}, 0
	for i, all := range [][][2]string{commands, environments} {
		for _, name := range all {
			for j, shape := range shapes {
				if seen[name[1]] && (j+turn)%8 != 0 {
					continue
				}
				turn++
				shape = strings.ReplaceAll(shape, "#", payloads[turn%len(payloads)])
				if i == 0 {
					add(name[0] + shape)
				} else {
					add(`\begin{` + name[0] + `}` + shape + `\end{` + name[0] + `}`)
				}
			}
			seen[name[1]] = true
		}
	}
	checkDead(t, formulas)
}

// checkDead asks the real MathJax about formulas that the gate let through.
func checkDead(t *testing.T, formulas []mathjaxtest.Formula) {
	t.Helper()
	shown := 0
	for i, v := range mathjaxtest.Ask(t, formulas) {
		if v.HTML != "" {
			shown++
		}
		if fault := activeIn(v.HTML); fault != "" {
			t.Errorf("%q: %s", formulas[i].TeX, fault)
		}
		if v.Verdict == mathjaxtest.Load && !strings.Contains(v.Message, "document") && !strings.Contains(v.Message, "addEventListener") {
			t.Errorf("%q: %s", formulas[i].TeX, v.Message)
		}
	}
	t.Logf("%d formulas, of which MathJax shows %d", len(formulas), shown)
	if shown == 0 {
		t.Error("nothing is shown")
	}
}

var (
	ownStyle = regexp.MustCompile(`(?i)javascript|url\s*\(|fixed|absolute|evil\W*[.(]|@import`)
	ownID    = regexp.MustCompile(`^mjx-eqn`)
	ownHref  = regexp.MustCompile(`^(https?://|mailto:|#|.$|\\[a-z]+$)`) // a macro without braces around its argument may put one token behind \href
	ownClass = regexp.MustCompile(`^(MathJax|CtxtMenu_Attached_0|MJX-TEX|MathJax_ref|mjx-[\w-]+|TEX-[\w-]+|[ ])*$`)
)

// activeIn returns what of MathJax's output could do anything.
func activeIn(shown string) string {
	tokens := html.NewTokenizer(strings.NewReader(shown))
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		switch token.Data {
		case "script", "iframe", "img", "mglyph", "object", "embed", "form", "mjx-mglyph":
			if token.Type == html.StartTagToken || token.Type == html.SelfClosingTagToken {
				return "the element <" + token.Data + ">"
			}
		}
		for _, a := range token.Attr {
			bad := false
			switch a.Key {
			case "style":
				bad = ownStyle.MatchString(a.Val)
			case "id":
				bad = !ownID.MatchString(a.Val)
			case "href":
				bad = !ownHref.MatchString(a.Val)
			case "class":
				bad = !ownClass.MatchString(a.Val)
			case "src", "srcset", "background", "action":
				bad = true
			default:
				bad = strings.HasPrefix(a.Key, "on")
			}
			if bad {
				return "the attribute " + a.Key + "=" + a.Val
			}
		}
	}
	return ""
}
