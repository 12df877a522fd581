package rawmark

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for fragment, want := range map[string]string{
		"<p>$$x^2</p>":                               "a formula: $$x",
		"<p>so \\frac{1}{2} it is</p>":               "a formula: \\frac{",
		"<p>of $x_i$ and</p>":                        "a formula: $x_i$ ",
		"<p>**bold** text</p>":                       "bold text: **bold** ",
		"<p>**重点：**后面</p>":                           "bold text: **重点：**后",
		"<p>see [[Note|name]]</p>":                   "a link: [[Note|name]]",
		"<p>[text](other/file.md)</p>":               "a link: [text](other/file.md)",
		"<p>==marked text==</p>":                     "highlighted text: ==marked text==",
		"<p>a claim[^1].</p>":                        "a footnote: [^1].",
		"<p>x</p>\n<p>:::{.proof}</p>":               "a container: :::{.proof; attributes: {.proof}",
		"<p>a picture{.wide}</p>":                    "attributes: {.wide}",
		"<p>[!note] Title</p>":                       "a callout: [!note]",
		"<p>x<br>!!! tip</p>":                        "an admonition: !!! tip",
		"<p>Was ist das? #card</p>":                  "a tag of flashcards: #card",
		"<p>{{c1::hidden}}</p>":                      "a cloze: {{c1::",
		"<p>{{&lt; figure src=x &gt;}}</p>":          "a template's tag: {{< f",
		"<p>&lt;/div&gt;</p>":                        "an HTML tag: </div>",
		"<p>a %%comment%%</p>":                       "a comment: %%comment%%",
		"<p><code>**x**</code> and <b>y</b></p>":     "",
		"<pre><code>[[a]] $$ ::: x\n</code></pre>":   "",
		`<p>\(\frac{a}{b}\) or \[\begin{x}\]</p>`:    "",
		`<p><a href="x==y==z">a</a></p>`:             "",
		"<p>from $5 to $6, $$$ at best</p>":          "",
		"<p>2**3, f(*args, **kwargs), **/x, a**</p>": "",
		"<p>x==y, x == y, a==b==c</p>":               "",
		"<p>a[b[0]], x[[1]], [[1, 2], [3]]</p>":      "",
		"<p>if [[ -f x ]]; then</p>":                 "",
		"<p>Actions --&gt; Atoms</p>":                "",
		"<p>cards with <strong>#card</strong></p>":   "",
		"<p>100%% of 50%%</p>":                       "",
		"<p>List&lt;String&gt;, a &lt; b &gt; c</p>": "",
		"<p>[^a-z]+ and [^0-9]</p>":                  "",
		"<p>f[x](y), {{ name }}, {:.2f}, std::x</p>": "",
		"<p>Why??? and so!!! #1 of #cards here</p>":  "",
	} {
		var got []string
		for _, m := range Find(fragment, false) {
			got = append(got, m.Kind+": "+m.Text)
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%s: %q, want %q", fragment, got, want)
		}
	}
	if marks := Find("<p>{{c1::hidden}}</p>", true); marks != nil {
		t.Errorf("a cloze's cloze is %v", marks)
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		text, source string
		want         int
	}{
		{"**bold** ", "it is **bold** text", 6},
		{"**bold** ", `it is \*\*bold\*\* text`, -1},
		{"**a b** ", "it is **a\nb** text", 6},
		{"<b>", "it is &lt;b&gt; text", -1},
		{"[[Note]]", "embedded elsewhere", -1},
		{"$x_i$", `\$x_i$ and $x_i$`, 11},
	} {
		if got := (Mark{Text: c.text}).Within(c.source); got != c.want {
			t.Errorf("%q in %q: %d, want %d", c.text, c.source, got, c.want)
		}
	}
}
