package sanitize

import (
	"strings"
	"testing"
)

func TestForeign(t *testing.T) {
	held := func(name string) bool { return name == "a&b.mp3" }
	for _, same := range []string{
		"", "plain", `<p>a &lt; b \(x^2 &lt; y\) "q" 'r'</p>`, "<p>[sound:a&amp;b.mp3]</p>", "[<!-- -->sound:x.mp3] [<!-- -->[type:A]] {<!-- -->{c1::x}}", "{{c1::<b>x</b>::h}}",
		`<p><a href="https://%5Bx%5D.y/">x</a><img src="a b.png" alt="&quot;" width="30"></p>`, `\<span>(</span>x\<span>)</span>`, "<ul>\n<li>a</li>\n</ul>", "<br>", "[a] [b](c) [x",
		`<div class="callout" data-callout="note"><div class="callout-title">T</div></div>`, `<pre class="chroma"><code><span class="k">a</span> href="b"</code></pre>`,
	} {
		if got := Foreign(same, held); got != same {
			t.Errorf("%q became %q", same, got)
		}
	}
	for bad, want := range map[string]string{
		"<p>Four.<script>alert(1)</script></p>": "<p>Four.</p>", `a<img src=x onerror=alert(1)>`: `a<img src="x">`, "[sound:evil.mp3]": "[<!-- -->sound:evil.mp3]",
		"[[type:A]] [latex]x[/latex] [ANKI:x]": "[<!-- -->[type:A]] [<!-- -->latex]x[<!-- -->/latex] [<!-- -->ANKI:x]", "<b>[<!-- -->sound:x]<i>": "<b>[<!-- -->sound:x]<i></i></b>",
		`<a href="javascript:x">x</a>`: "x", `<a href="page.html">x</a>`: "x", `<p><a href="//evil.example">x</a></p>`: "<p>x</p>", `<a href="https://ok.example/" onclick="x">x</a>`: `<a href="https://ok.example/">x</a>`,
		`<img<!-- --> src="https://a" onerror=x>`: ` src="https://a" onerror=x&gt;`, `<p style="x">y`: "<p>y</p>", `<img src="//evil.example/a.png" alt="">`: `<img alt="">`, "{<!-- --><script>x": "{",
		`a \(\href{javascript:x}{y}\) \(z\)`: "a ＼(＼href{javascript:x}{y}＼) ＼(z＼)", `<p>&#92;(\style{position:fixed}{y}\)</p>`: "<p>＼(＼style{position:fixed}{y}＼)</p>",
		`\<!-- -->[\class{option}{y}\]`:      "＼[＼class{option}{y}＼]",
		`<scr[<!-- -->ipt>alert(1)</script>`: "ipt&gt;alert(1)", `<img alt='x' src="https://b" onerror='y'>`: `<img alt="x" src="https://b">`,
	} {
		got := Foreign(bad, held)
		if strings.Contains(got, "<script") || got != want {
			t.Errorf("%q became %q, want %q", bad, got, want)
		}
		if again := Foreign(got, held); again != got {
			t.Errorf("%q became %q, and then %q", bad, got, again)
		}
	}
	deep := strings.Repeat("<div>", 600) + "[sound:x]"
	if got := Foreign(deep, held); strings.Contains(got, "<div") || strings.Contains(got, "[sound") {
		t.Errorf("deep tags became %.80q", got)
	}
}
