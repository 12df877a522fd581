package comment

import "github.com/yuin/goldmark/ast"

// KindInline and KindBlock are the kinds of [Inline] and [Block].
var (
	KindInline = ast.NewNodeKind("Comment")
	KindBlock  = ast.NewNodeKind("CommentBlock")
)

// Inline is a comment within a block's text. It is never shown.
type Inline struct {
	ast.BaseInline
	// HTML tells <!-- … --> from %% … %%.
	HTML bool
	// Content is what stands between the delimiters.
	Content string
}

// Kind implements ast.Node.
func (n *Inline) Kind() ast.NodeKind { return KindInline }

// Dump implements ast.Node.
func (n *Inline) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Content": n.Content}, nil)
}

// Block is a comment on lines of its own. It is never shown.
type Block struct {
	ast.BaseBlock
	// HTML tells <!-- … --> from %% … %%.
	HTML bool
	// Content is what stands between the delimiters.
	Content string

	closed bool
}

func (n *Block) marks() marks {
	if n.HTML {
		return html
	}
	return percent
}

// Kind implements ast.Node.
func (n *Block) Kind() ast.NodeKind { return KindBlock }

// IsRaw implements ast.Node: nothing in a comment is parsed.
func (n *Block) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *Block) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Content": n.Content}, nil)
}
