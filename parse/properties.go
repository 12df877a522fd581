package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// cutProperties removes Logseq's properties, lines such as "collapsed:: true", from a text, and gives the value of "id".
func cutProperties(doc *document, block ast.Node) (id string) {
	for begin := block.FirstChild(); begin != nil; {
		next := nextLine(begin)
		if key, value, ok := property(lineText(doc, begin)); ok {
			if key == "id" {
				id = value
			}
			removeLine(block, begin, next)
		}
		begin = next
	}
	return id
}

// cutAllProperties removes the properties from all texts below a block, and bullets that say nothing.
func cutAllProperties(doc *document, block ast.Node) {
	if isText(block) {
		cutProperties(doc, block)
		return
	}
	for _, c := range children(block) {
		if c.Type() == ast.TypeInline {
			return
		}
		cutAllProperties(doc, c)
		if c.Kind() == ast.KindListItem && !c.HasChildren() {
			block.RemoveChild(block, c)
		}
	}
}

// property reads a line "key:: value"; the key is one word, perhaps with dashes.
func property(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, "::")
	if !ok || key == "" || value != "" && value[0] != ' ' {
		return "", "", false
	}
	for _, r := range key {
		if r != '-' && r != '_' && r != '.' && (r < 'a' || r > 'z') {
			return "", "", false
		}
	}
	return key, strings.TrimSpace(value), true
}
