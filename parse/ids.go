package parse

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/comment"
)

// givenID is the id that a source gives to a question.
type givenID struct {
	text string
	// local reports whether another source may give it to another question.
	local bool
}

// idOf tells ids that tools make up for good, numbers of ten digits or more and UUIDs, from names such as "summary", which are unique
// in their note.
func idOf(text string) givenID { return givenID{text, text != "" && !madeUpID.MatchString(text)} }

var madeUpID = regexp.MustCompile(`^([0-9]{10,}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$`)

// explicitID is the first id that the blocks hold: a block id, or the comment in which a tool notes one ("<!--ID: 123-->").
func explicitID(blocks []ast.Node) givenID {
	id := givenID{}
	for _, b := range blocks {
		eachNode(b, func(n ast.Node) bool {
			switch n := n.(type) {
			case *blockid.Node:
				id = idOf(n.ID)
			case *comment.Inline:
				id = givenID{text: commentID(n.Content)}
			case *comment.Block:
				id = givenID{text: commentID(n.Content)}
			}
			return id.text == ""
		})
		if id.text != "" {
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
	return ""
}
