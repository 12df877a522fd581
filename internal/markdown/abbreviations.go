package markdown

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// abbreviations are what a document says that its abbreviations mean, "*[HTML]: Hyper Text Markup Language" (PHP Markdown
// Extra, kramdown, Python-Markdown).
type abbreviations struct {
	meanings map[string]string
	pattern  *regexp.Regexp // of all of them; nil before it is asked for
}

// abbreviationLine matches a definition.
var abbreviationLine = regexp.MustCompile(`^\s*\*\[([^\[\]\n]+)\]:[ \t]*([^\n]*?)\s*$`)

// abbreviationLines takes the definitions of abbreviations out of paragraphs.
type abbreviationLines struct{}

// Transform implements parser.ParagraphTransformer.
func (abbreviationLines) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	dropLines(node, reader.Source(), func(line []byte) bool {
		if len(line) < 5 || !strings.Contains(string(line[:min(len(line), 8)]), "*[") {
			return false
		}
		m := abbreviationLine.FindSubmatch(line)
		if c, ok := pc.(*docContext); ok && m != nil {
			c.doc.abbreviate(string(m[1]), string(m[2]))
		}
		return m != nil
	})
}

// maxAbbreviations is how many a document may define, maxWord how long each may be.
const maxAbbreviations, maxWord = 1000, 100

// abbreviate notes what an abbreviation means.
func (d *Document) abbreviate(word, meaning string) {
	if len(d.abbreviations.meanings) >= maxAbbreviations || len(word) > maxWord {
		return
	}
	if d.abbreviations.meanings == nil {
		d.abbreviations.meanings = map[string]string{}
	}
	if d.abbreviations.meanings[word] != meaning {
		d.abbreviations.meanings[word], d.abbreviations.pattern = meaning, nil
	}
}

// find returns where the first abbreviation stands in a text, as a word of its own; -1 without one.
func (a *abbreviations) find(s []byte) (from, to int) {
	if a.pattern == nil {
		var words []string
		for word := range a.meanings {
			words = append(words, regexp.QuoteMeta(word))
		}
		slices.SortFunc(words, func(v, w string) int { return len(w) - len(v) + strings.Compare(v, w)/2 })
		a.pattern = regexp.MustCompile(strings.Join(words, "|"))
	}
	for at := 0; at < len(s); {
		m := a.pattern.FindIndex(s[at:])
		if m == nil {
			break
		}
		from, to = at+m[0], at+m[1]
		before, _ := utf8.DecodeLastRune(s[:from])
		behind, _ := utf8.DecodeRune(s[to:])
		if !isWordRune(before) && !isWordRune(behind) {
			return from, to
		}
		at = to
	}
	return -1, -1
}

func isWordRune(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// markdown writes text of the source in which only escapes, entities and abbreviations have a meaning.
func (r *renderer) markdown(s []byte) {
	for len(r.doc.abbreviations.meanings) > 0 && len(r.buf) <= r.limit {
		from, to := r.doc.abbreviations.find(s)
		if from < 0 {
			break
		}
		r.buf = appendMarkdown(r.buf, s[:from], asHTML)
		word := s[from:to]
		r.write("<abbr")
		if meaning := r.doc.abbreviations.meanings[string(word)]; meaning != "" {
			r.attribute("title", []byte(meaning))
		}
		r.write(">")
		r.buf = appendMarkdown(r.buf, word, asHTML)
		r.write("</abbr>")
		s = s[to:]
	}
	r.buf = appendMarkdown(r.buf, s, asHTML)
}
