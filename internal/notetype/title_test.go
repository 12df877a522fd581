package notetype

import "testing"

func TestTitleHTML(t *testing.T) {
	for text, want := range map[string]string{
		"Chapter 2: $L^p$ spaces": `Chapter 2: \(L^p\) spaces`,
		"$x$ & $a<b$":             `\(x\) &amp; \(a&lt;b\)`,
		"$5 and $6":               "$5 and $6", "US$20-US$30": "US$20-US$30", "$HOME/bin:$PATH": "$HOME/bin:$PATH",
		`\(\href{javascript:alert(1)}{x}\)`:   `\<span>(</span>\href{javascript:alert(1)}{x}\<span>)</span>`,
		`$\href{javascript:alert(1)}{x}$`:     `$\href{javascript:alert(1)}{x}$`,
		`$a\)\(\style{x}{y}$ \[x\]`:           `$a\<span>)</span>\<span>(</span>\style{x}{y}$ \<span>[</span>x\<span>]</span>`,
		"2024-08-20 exam {{c1::x}} [sound:x]": "2024-08-20 exam {<!-- -->{c1::x}} [<!-- -->sound:x]",
	} {
		got := TitleHTML(text)
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		if back := TitleText(got); back != text {
			t.Errorf("%s: came back as %s", text, back)
		}
	}
}
