package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/markdown/blockid"
	"github.com/examdeck/examdeck/parse/markdown/comment"
)

// explicitID is the first id that the blocks hold: a block id, or the comment in which a tool notes one ("<!--ID: 123-->").
func explicitID(blocks []ast.Node) string {
	id := ""
	for _, b := range blocks {
		eachNode(b, func(n ast.Node) bool {
			switch n := n.(type) {
			case *blockid.Node:
				id = n.ID
			case *comment.Inline:
				id = commentID(n.Content)
			case *comment.Block:
				id = commentID(n.Content)
			}
			return id == ""
		})
		if id != "" {
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
