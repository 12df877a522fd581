package page

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/comment"
)

// givenID is the id that a source gives to a question.
type givenID struct {
	Text string
	// Local reports whether another source may give it to another question.
	Local bool
}

// IdOf tells ids that tools make up for good, numbers of ten digits or more and UUIDs, from names such as "summary",
// which are unique in their note.
func IdOf(text string) givenID { return givenID{text, text != "" && !madeUpID.MatchString(text)} }

var madeUpID = regexp.MustCompile(`^([0-9]{10,}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$`)

// ExplicitID is the first id that the blocks hold: a block id, that of a title's attributes, or the comment in which
// a tool notes one ("<!--ID: 123-->").
func ExplicitID(blocks []ast.Node) givenID {
	id := givenID{}
	for _, b := range blocks {
		EachNode(b, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Heading:
				if v, ok := n.AttributeString("id"); ok {
					text, _ := v.(string)
					id = IdOf(text)
				}
			case *box.Title:
				if b, ok := n.Parent().(*box.Node); ok {
					id = IdOf(b.Attrs.ID)
				}
			case *blockid.Node:
				id = IdOf(n.ID)
			case *comment.Inline:
				id = givenID{Text: commentID(n.Content)}
			case *comment.Block:
				id = givenID{Text: commentID(n.Content)}
			}
			return id.Text == ""
		})
		if id.Text != "" {
			break
		}
	}
	return id
}

// commentID reads the id in a comment's text; empty without one.
func commentID(content string) string {
	if id, ok := strings.CutPrefix(strings.TrimSpace(content), "ID:"); ok {
		return strings.TrimSpace(id)
	}
	return toolID(content)
}

// CutProperties removes Logseq's properties, lines such as "collapsed:: true", from a text, and gives the value of "id".
func CutProperties(doc *Document, block ast.Node) (id string) {
	for begin := block.FirstChild(); begin != nil; {
		next := NextLine(begin)
		if key, value, ok := property(LineText(doc, begin)); ok {
			if key == "id" {
				id = value
			}
			RemoveLine(block, begin, next)
		}
		begin = next
	}
	return id
}

// CutAllProperties removes the properties from all texts below a block, and bullets that say nothing.
func CutAllProperties(doc *Document, block ast.Node) {
	if IsText(block) {
		CutProperties(doc, block)
		return
	}
	for _, c := range Children(block) {
		if c.Type() == ast.TypeInline {
			return
		}
		CutAllProperties(doc, c)
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
