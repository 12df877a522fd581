package cloze

import (
	"fmt"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck/cloze"
)

func TestScan(t *testing.T) {
	tests := []struct {
		html  string
		marks Marks
		want  string // the HTML, the number of clozes, the marks that make none
	}{
		{"a {{c1::b}} c", BraceMarks, "a {{c1::b}} c|1|"},
		{"a {{c1::b}} c", NoMarks, "a {<!-- -->{c1::b}} c|0|"},
		{"<!-- > {{c1::x}} -->{{c1::a}}", BraceMarks, "<!-- > {&#123;c1::x}} -->{{c1::a}}|1|"},
		{"<!-- {{c1::x", BraceMarks, "<!-- {&#123;c1::x|0|"},
		{"<!--> {{c1::x}}", BraceMarks, "<!--> {{c1::x}}|1|"},
		{"{{c1::a}} <", BraceMarks, "{{c1::a}} <|1|"},
		{"{{c1::a <> b}}", BraceMarks, "{{c1::a <> b}}|1|"},
		{`{{c1::<a title="}}::">b</a>}}`, BraceMarks, `{{c1::<a title="}&#125;:&#58;">b</a>}}|1|`},
		{`{{c1::\(a\)}}`, BraceMarks, `{{c1::\(a\)}}|1|`},
		{`\({{c1::a}} b`, BraceMarks, `\({{c1::a}} b|1|`},
		{`{{c1::\(\{\)}}`, BraceMarks, `{{c1::\(\{\)}}|1|`},
		{`{{c1::\(\frac{{a}}{b}\)}}`, BraceMarks, `{{c1::\(\frac{{a} }{b}\)}}|1|`},
		{`\(a \( b\)`, BraceMarks, `\(a \( b\)|0|`},
		{`\(a\`, BraceMarks, `\(a\|0|`},
		{`\(\{{c1::a}}\)`, BraceMarks, `\(\{ {c1::a}}\)|0|`},
		{`<code>\(</code> {{c1::a}}`, BraceMarks, `<code>\<span>(</span></code> {{c1::a}}|1|`},
		{"<code>{{c1::a}}</code>", BraceMarks, "<code>{<!-- -->{c1::a}}</code>|0|"},
		{"{{c1::a::b::c}}", BraceMarks, "{{c1::a::b:<!-- -->:c}}|1|"},
		{"{{c1::a {{c2::b}}}}", BraceMarks, "{{c1::a {{c2::b}}<!-- -->}}|2|"},
		{"{{c0::a}} {{c0::b}} {{c1,2::c}}", BraceMarks, "{<!-- -->{c0::a}} {<!-- -->{c0::b}} {<!-- -->{c1,2::c}}|0|" +
			" {{c0::/0 {{c0::/1 {{c1,2::/0"},
		{"{{c1::a {{c2::b}}", BraceMarks, "{<!-- -->{c1::a {{c2::b}}|1| {{c1::/0"},
		{"{{count}}", BraceMarks, "{<!-- -->{count}}|0|"},
		{"<mark>a</mark> {{c1::b}}", HighlightMarks, "{{c1::a}} {<!-- -->{c1::b}}|1|"},
		{"<mark>a <mark>b</mark></mark>", HighlightMarks, "{{c1::a b}}|1|"},
		{"a</mark>", HighlightMarks, "a|0|"},
		{`\(a ` + texOpen + "b" + texClose + `\)`, HighlightMarks, `\(a {{c1::b}}\)|1|`},
		{`\(a ` + texOpen + "b" + texClose + `\)`, BraceMarks, `\(a [b]\)|0|`},
		{`\({` + texOpen + "b" + texClose + `}\)`, HighlightMarks, `\({ {{c1::b}}}\)|1|`},
		{`\(` + texOpen + "{b}" + texClose + `\)`, HighlightMarks, `\({{c1::{b} }}\)|1|`},
	}
	for _, tt := range tests {
		html, made, faults := Scan(tt.html, tt.marks, false)
		got := fmt.Sprintf("%s|%d|", html, made)
		for _, f := range faults {
			got += fmt.Sprintf(" %s/%d", f.Mark, f.Nth)
		}
		if got != tt.want {
			t.Errorf("Scan(%q)\n got %s\nwant %s", tt.html, got, tt.want)
		}
	}
}

// TestScanInCode: in a card that is all code, marks count there.
func TestScanInCode(t *testing.T) {
	html, made, _ := Scan("<pre><code>{{c1::a::b}}</code></pre>", BraceMarks, true)
	if want := "<pre><code>{{c1::a::b}}</code></pre>"; html != want || made != 1 {
		t.Errorf("%d clozes in %s", made, html)
	}
}

// TestScanManyHighlights: Anki numbers no more clozes than cloze.Max.
func TestScanManyHighlights(t *testing.T) {
	html, made, _ := Scan(strings.Repeat("<mark>a</mark>", cloze.Max+1), HighlightMarks, false)
	if made != cloze.Max || !strings.HasSuffix(html, fmt.Sprintf("{{c%d::a}}a", cloze.Max)) {
		t.Errorf("%d clozes, the last of them %s", made, html[len(html)-20:])
	}
}

func TestBlockClozes(t *testing.T) {
	for html, want := range map[string]string{
		"{{cloze a}} and {{c2 b}}": "{{c1::a}} and {{c2::b}}",
		"x {{c3 a}}":               "x {{c3::a}}",
		"{{count}} {{c a}}":        "{{count}} {{c a}}",
		"{{c2":                     "{{c2",
		"none":                     "none",
	} {
		if got := BlockClozes(html); got != want {
			t.Errorf("BlockClozes(%q) = %q, want %q", html, got, want)
		}
	}
}

func TestMarkTeX(t *testing.T) {
	long := strings.Repeat("x", maxDeletion-2)
	for tex, want := range map[string]string{
		"[a] + [b]":                   "«a» + «b»",
		"x = [{a}]":                   "x = «a»",
		"[{a}{b}]":                    "«{a}{b}»",
		"[{a]":                        "[{a]",
		"[{a},{b}]":                   "[{a},{b}]",
		"[{a,b}]":                     "«a,b»",
		`[{a\}}]`:                     `«a\}»`,
		`[{\{}a]`:                     `«{\{}a»`,
		"[0, 1]":                      "[0, 1]",
		"[0; 1]":                      "[0; 1]",
		"[ ]":                         "[ ]",
		"[]":                          "[]",
		"E[X]":                        "E[X]",
		"a[X]":                        "a[X]",
		"z[X]":                        "z[X]",
		"A[X]":                        "A[X]",
		"0[X]":                        "0[X]",
		"9[X]":                        "9[X]",
		"@[X]":                        "@«X»",
		"+[X]":                        "+«X»",
		`\sqrt[3]{x}`:                 `\sqrt[3]{x}`,
		`\left[x\right]`:              `\left[x\right]`,
		`[x\right]`:                   `[x\right]`,
		`a \\[2pt] b`:                 `a \\[2pt] b`,
		`[a \\ b]`:                    `[a \\ b]`,
		`\[x\]`:                       `\[x\]`,
		"[a [b] c]":                   "[a «b» c]",
		"{[a}]":                       "{[a}]",
		"[a}]":                        "[a}]",
		"[" + long + "]":              "«" + long + "»",
		"[" + long + "x]":             "[" + long + "x]",
		"[never":                      "[never",
		`x[a] \cdot [b]^2`:            `x[a] \cdot «b»^2`,
		`\frac{[a]}{[b]}`:             `\frac{«a»}{«b»}`,
		"[a] " + `\text{\[}` + " [b]": "«a» " + `\text{\[}` + " «b»",
	} {
		got := strings.NewReplacer(texOpen, "«", texClose, "»").Replace(MarkTeX(tex))
		if got != want {
			t.Errorf("MarkTeX(%q) = %q, want %q", tex, got, want)
		}
	}
}
