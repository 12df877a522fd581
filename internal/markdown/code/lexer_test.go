package code

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/examdeck/examdeck/internal/realnotes"
)

// samples are texts of many kinds of code: our own files, and what lies beside the checkout.
func samples(t *testing.T) []string {
	t.Helper()
	var all []string
	patterns := []string{
		"*.go", "../math/*.go", "../../../internal/*/*.js", "../../../internal/*/*.py", "../../../internal/*/*.json", "../../../internal/notetype/templates/*",
		"../../../export/preview/page/*", "../../../Makefile", "../../../.ci/run", "../../../docs/*.md", "../../../parse/testdata/*.txtar", "../../../cmd/examdeck/testdata/script/*",
	}
	t.Run("real notes", func(t *testing.T) {
		shared := filepath.Dir(realnotes.Dir(t, "corpus"))
		patterns = append(patterns, filepath.Join(shared, "tools", "*.py"), filepath.Join(shared, "corpus", "*", "*.md"))
	})
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err == nil {
				all = append(all, string(data[:min(len(data), 4000)]))
			}
		}
	}
	if len(all) < 30 {
		t.Fatalf("only %d samples found", len(all))
	}
	return all
}

// odd are pieces that lexers treat in ways of their own.
var odd = []string{
	"int total = 0;", "/* a */ // b\n", "# x\n", "\"a\\\"b\"", "'c'", "`d`", "<a href=\"b\">c</a>", "<?php echo $x; ?>", "{% if x %}", "{{ y }}", "$(x)", "@a.b", "0x1F 1e-3 07 1_000",
	"def f(x):\n    return x\n", "SELECT a FROM b WHERE c = 'd';", "\\begin{x}", "\v\f\x00\x7f", "é ü 漢字 \u00a0\u2028", "\r\n\t", "<<EOF\nx\nEOF\n", "\"\"\"doc\"\"\"", "a ? b : c", "==>",
	"#include <stdio.h>\n", "x := []int{1, 2}", "~~~\n", "---\n", "%", "^", "[[x]]", "(lambda (x) x)", "K\u212a \u017f",
}

// TestFastLexer: the faster lexer of each language gives the tokens that chroma's own does, for code of that language
// and for any other.
func TestFastLexer(t *testing.T) {
	texts, random := samples(t), rand.New(rand.NewPCG(3, 4))
	compared, without := 0, 0
	for _, name := range lexers.Names(false) {
		lexer := lexers.Get(name)
		fast := newFastLexer(lexer)
		if fast == nil {
			without++
			continue
		}
		for range 6 {
			text := texts[random.IntN(len(texts))]
			from := random.IntN(len(text) + 1)
			text = strings.ToValidUTF8(text[from:min(len(text), from+600)], "?")
			for range 1 + random.IntN(4) {
				at := random.IntN(len(text) + 1)
				text = strings.ToValidUTF8(text[:at], "?") + odd[random.IntN(len(odd))] + strings.ToValidUTF8(text[at:], "?")
			}
			if compare(t, name, lexer, fast, text) {
				compared++
			}
		}
	}
	if compared < 1000 || without > 20 {
		t.Errorf("only %d texts were compared; %d lexers have no faster one", compared, without)
	}
}

// compare compares the two, and reports whether it could.
func compare(t *testing.T, name string, lexer chroma.Lexer, fast *fastLexer, text string) bool {
	t.Helper()
	stuck := false
	got, gotPanic := caught(func() []chroma.Token {
		tokens, err := fast.tokens(text)
		stuck = err != nil
		return tokens
	})
	if stuck {
		return false // chroma's own would never end
	}
	want, wantPanic := caught(func() []chroma.Token {
		tokens, err := chroma.Tokenise(chroma.Coalesce(lexer), nil, text)
		if err != nil {
			t.Fatal(err)
		}
		return tokens
	})
	if wantPanic != gotPanic || !slices.Equal(got, want) && !wantPanic {
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Errorf("%s: token %d is %+v, want %+v, in %q", name, i, got[min(i, max(len(got)-1, 0)):min(i+1, len(got))], want[i], text)
				return true
			}
		}
		t.Errorf("%s: %d tokens, want %d; panics %v, %v", name, len(got), len(want), gotPanic, wantPanic)
	}
	return true
}

// caught runs what may panic.
func caught(do func() []chroma.Token) (tokens []chroma.Token, panicked bool) {
	defer func() { panicked = recover() != nil }()
	return do(), false
}

// circles makes some lexers go in circles, though it is ordinary text.
const circles = "x\": it lies outside of the notes' folder\\ [missing]: name -- \"\\bm\" {2},\\d+ `\n2},\\d+,\\d+-->` and replace\n\nPull requests\n"

// TestCodeEnds: code at which a lexer would never end is left plain, and so is other code that holds it; all else is
// coloured.
func TestCodeEnds(t *testing.T) {
	plain := func(dst, s []byte) []byte { return append(dst, s...) }
	within := "# Title\n\n```jsonata\n" + circles + "```\n"
	for _, test := range []struct {
		language, text string
		coloured       bool
	}{
		{"jsonata", circles, false}, {"jungle", circles, false}, {"markdown", within, false}, {"markdown", "# Title\n", true}, {"go", circles, true}, {"jsonata", "$sum(x)\n", true},
	} {
		got := string(Append(nil, test.language, []byte(test.text), plain))
		if (got != test.text) != test.coloured {
			t.Errorf("%s: %q gives %q", test.language, test.text, got)
		}
	}
}

// TestChangingLexer: code of a language whose lexer changes its rules stays plain, whatever was read before.
func TestChangingLexer(t *testing.T) {
	const text = "say q{a};\n"
	plain := func(dst, s []byte) []byte { return append(dst, s...) }
	for _, before := range []string{"q[x]", "=begin pod\nx\n=end pod\n"} {
		Append(nil, "raku", []byte(before), plain)
		if got := string(Append(nil, "raku", []byte(text), plain)); got != text {
			t.Errorf("coloured as %s", got)
		}
	}
}
