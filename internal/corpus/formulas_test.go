package main

import (
	"slices"
	"testing"
)

func texts(spans []span) []string {
	var list []string
	for _, s := range spans {
		list = append(list, s.text)
	}
	return list
}

func TestSourceFormulas(t *testing.T) {
	for source, want := range map[string][]string{
		"$a$ and $b_1$":                    {"a", "b_1"},
		"$5 and $6, \\$x, $ y$":            nil,
		"$$\na\n\nb\n$$ then \\(c\\)":      {"\na\n\nb\n", "c"},
		"\\[\n> x \\\\[2pt] y\n\\]":        {"\n> x \\\\[2pt] y\n"},
		"`$code$` $a$ <!-- $c$ -->":        {"a"},
		"```\n$code$\n```\n$a$":            {"a"},
		"1. ```sh\n   echo $a $b$\n   ```": nil,
		"$never\n\nclosed$":                nil,
		"a\\\\$x$":                         {"x"},
	} {
		if got := texts(sourceFormulas(source)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

func TestFieldFormulas(t *testing.T) {
	got := fieldFormulas(`<p>\(a &lt; b\) <code>\(code\)</code> \[x \\[2pt] y\]</p>`, `<pre><code>\(z\)</code></pre>`)
	if want := []string{"a < b", `x \\[2pt] y`}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSameTeX(t *testing.T) {
	for _, c := range []struct {
		source, field string
		same          bool
	}{
		{"\na \\\\\\\\ b\n", `a \\ b`, true},
		{"\n> a\n> b\n", "a b", true},
		{`\frac{{a}}{b}`, `\frac{ {a} }{b}`, true},
		{`a \| b`, `a | b`, true},
		{`a_1`, `a1`, false},
		{`\alpha b`, `\alphab`, false},
	} {
		if got := sameTeX(c.source) == sameTeX(c.field); got != c.same {
			t.Errorf("%q and %q: %v", c.source, c.field, got)
		}
	}
}

func TestBracketed(t *testing.T) {
	for tex, want := range map[string]string{
		`(m \times {{c1::n}}) \cdot {{c2::\text{trace} }}(A)`: `(m \times [n]) \cdot [\text{trace}](A)`,
		`a + b`:       `a + b`,
		`{{c1::never`: `[never`,
	} {
		if got := bracketed(tex); got != want {
			t.Errorf("%q: %q, want %q", tex, got, want)
		}
	}
}

func TestSourcePictures(t *testing.T) {
	got := texts(sourcePictures("![a](<b%20c.png> \"t\") ![x](y.png \"t\") ![[d.png|30]] <img alt='' src=\"e.png\"> `![no](f.png)`"))
	if want := []string{"b c.png", "y.png", "d.png", "e.png"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
