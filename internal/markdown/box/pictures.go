package box

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Pictures puts the pictures into the tree that directives name, {figure} plate.png and {image} plate.png; what a
// figure holds is its caption.
type Pictures struct{}

// Transform implements parser.ASTTransformer.
func (Pictures) Transform(_ *ast.Document, reader text.Reader, pc parser.Context) {
	for _, n := range All(pc) {
		if n.Name == "figure" || n.Name == "image" {
			n.showPicture(reader.Source())
		}
	}
}

// showPicture puts the picture that the title names in the title's place.
func (n *Node) showPicture(src []byte) {
	title := n.Title()
	if title == nil || title.Lines().Len() == 0 {
		return
	}
	line := title.Lines().At(0)
	link := ast.NewLink()
	link.Destination = line.Value(src)
	image := ast.NewImage(link)
	image.SetPos(line.Start)
	for _, p := range n.Attrs.Pairs {
		switch p.Key {
		case "alt":
			image.AppendChild(image, ast.NewString([]byte(p.Value)))
		case "width", "height":
			image.SetAttributeString(p.Key, p.Value)
		}
	}
	p := ast.NewParagraph()
	p.SetPos(line.Start)
	p.Lines().Append(line)
	p.AppendChild(p, image)
	n.ReplaceChild(n, title, p)
}
