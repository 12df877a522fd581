package box

import (
	"bytes"
	"strings"
)

// directives are MyST's, fences of backticks or tildes with a name in braces. The ones of programs and their output
// hold no Markdown; they stay code. "{solution-start}" and "{solution-end}" are fences of their own around a box.
var directives = &syntax{
	first:   "`~",
	options: true,
	open: func(line []byte) (o opening, ok bool) {
		rest := bytes.TrimLeft(line, string(line[:1]))
		mark := len(line) - len(rest)
		if mark < 3 || len(rest) < 3 || rest[0] != '{' || bytes.IndexByte(rest, '`') >= 0 {
			return o, false
		}
		h, ok := readHead(rest)
		if !ok || !h.braced || !holdsText(h.name) {
			return o, false
		}
		o = opening{head: h, mark: mark, fence: line[:mark]}
		o.gate, _ = strings.CutSuffix(h.name, "-start")
		if o.gate == h.name {
			o.gate = ""
		} else {
			o.head.name, o.head.nameTo = o.gate, h.nameFrom+len(o.gate)
		}
		return o, true
	},
	closes: func(line []byte, o *opening) bool {
		if o.gate == "" {
			return isFence(line, o.fence)
		}
		h, ok := readHead(bytes.TrimLeft(line, "`~:"))
		return ok && h.name == o.gate+"-end"
	},
}

// isFence reports whether a line is a fence that closes one.
func isFence(line, fence []byte) bool {
	return len(line) >= len(fence) && len(bytes.TrimLeft(line, string(fence[:1]))) == 0 && line[0] == fence[0]
}

// holdsText reports whether a directive holds Markdown: its name is one of docutils', Sphinx's, MyST's or of their
// extensions for books, or a word of people in a language that the extensions were translated to.
func holdsText(name string) bool {
	name, _ = strings.CutSuffix(name, "-start")
	_, class, domain := strings.Cut(name, ":")
	if domain {
		return strings.HasPrefix(name, "prf:") && class != "algorithm" || class == "exercise" || class == "solution"
	}
	for _, r := range name {
		if r >= 0x80 {
			return true
		}
	}
	return textDirectives[name]
}

// textDirectives are the directives that hold Markdown.
var textDirectives = words(`admonition attention caution danger error hint important note seealso tip warning versionadded
	question exercise exercises solution answer problem task quiz challenge example theorem proof lemma definition
	corollary proposition remark conjecture axiom claim observation criterion property assumption
	dropdown details toggle collapse spoiler margin sidebar aside topic epigraph pull-quote highlights compound container
	div figure image math tab-set tab-item tabs tab grid grid-item grid-item-card card card-carousel rubric
	only ifconfig centered abstract exr sol thm faq help success info
	aufgabe frage exercice question ejercicio esercizio oppgave opgave solucion soluzione corrige`)

// words returns the set of the words of a text.
func words(text string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		set[w] = true
	}
	return set
}
