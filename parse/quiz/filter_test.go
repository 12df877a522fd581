package quiz

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
)

// FuzzFilter checks that what the filter holds back offers nothing: in the notes of all goldens, and in what the
// fuzzer makes of them.
func FuzzFilter(f *testing.F) {
	seeds := 0
	names, err := filepath.Glob("../testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(string(file.Data))
				seeds++
			}
		}
	}
	if seeds < 100 {
		f.Fatalf("only %d seeds found", seeds)
	}
	for _, b := range boxSpellings {
		f.Add("- " + b.text + " a\n- " + b.text + " b\n\n" + b.text + " a\n" + b.text + " b\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 || !utf8.ValidString(text) {
			return // a source that parse does not read
		}
		md, _ := markdown.Parse([]byte(text))
		doc := page.NewDocument(md)
		checkFilter(t, doc, doc.Blocks)
		page.EachBlock(md.Root, func(n ast.Node) bool {
			checkFilter(t, doc, childBlocks(n))
			return true
		})
	})
}

// checkFilter checks blocks together, and each by itself.
func checkFilter(t *testing.T, doc *page.Document, blocks []ast.Node) {
	t.Helper()
	for i := range blocks {
		checkFiltered(t, doc, blocks[i:i+1])
	}
	checkFiltered(t, doc, blocks)
}

func checkFiltered(t *testing.T, doc *page.Document, blocks []ast.Node) {
	t.Helper()
	offers := searchOffers(doc, blocks)
	if len(offers) > 0 && offersNothing(doc, blocks) {
		t.Errorf("the filter holds back %q", offers[0].texts())
	}
	for _, o := range offers {
		if o.Named() && NamesNothing(doc, blocks) {
			t.Errorf("the filter holds back %q, named %q", o.texts(), o.Letters())
		}
	}
}

func TestMayBegin(t *testing.T) {
	for line, want := range map[string]bool{
		"A) one":                    true,
		"B) two":                    false,
		"Prose goes on":             false,
		"A sentence":                true,
		"1. one":                    true,
		"2. two":                    false,
		"**a)** one":                true,
		"**b)** two":                false,
		"ii) two":                   false,
		"i) one":                    true,
		"الف) یک":                   true,
		"① one":                     true,
		"[ ] one":                   true,
		"☐ one":                     true,
		"✅ B":                       true,
		"✖ A. one":                  true,
		"✖ prose":                   false,
		"<b>A)</b> one":             true,
		"<b>prose</b>":              false,
		"<b prose":                  true,
		"$x$ is a number":           false,
		"&nbsp;B":                   true,
		"\\B":                       true,
		"`B`":                       true,
		"!B":                        true,
		"":                          true,
		"---":                       true,
		"-----------------------B":  false,
		"------------------------B": true,
	} {
		if got := mayBegin([]byte(line)); got != want {
			t.Errorf("mayBegin(%q) = %v", line, got)
		}
	}
}

func TestFilterPassesProse(t *testing.T) {
	const prose = "Some prose.\nIt goes on.\n\n> Quoted.\n\n- Some item\n-\n- > quoted\n\n```\nprint(1)\n```\n\n```\n\n```\n\n# Heading\n\nMore."
	md, _ := markdown.Parse([]byte(prose))
	doc := page.NewDocument(md)
	if !NamesNothing(doc, doc.Blocks) {
		t.Error("prose may name options")
	}
	for _, n := range doc.Blocks {
		plain := n.Kind() == ast.KindList || page.IsCode(n)
		if offersNothing(doc, []ast.Node{n}) == plain {
			t.Errorf("offersNothing is %v for %v", !plain, n.Kind())
		}
	}
}
