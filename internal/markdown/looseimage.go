package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
)

// looseImageParser reads pictures as editors allow them that CommonMark does not know: with blanks in the path,
// ![](a b.png), or a size behind it, ![](a.png =300x200).
type looseImageParser struct{}

// Trigger implements parser.InlineParser.
func (looseImageParser) Trigger() []byte { return []byte{'!'} }

// Parse implements parser.InlineParser.
func (looseImageParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	if len(line) < 6 || line[1] != '[' {
		return nil
	}
	end := bytes.IndexByte(line, ']')
	if end < 0 || end+1 >= len(line) || line[end+1] != '(' {
		return nil
	}
	length := bytes.IndexByte(line[end:], ')')
	if length < 0 {
		return nil
	}
	address := bytes.TrimSpace(line[end+2 : end+length])
	target, size := cutSize(templatePath(address))
	if len(size) == 0 && len(target) == len(address) && bytes.IndexByte(target, ' ') < 0 || bytes.ContainsAny(target, "<>\"'") ||
		deck.MediaKindOf(string(target)) == deck.NoMedia {
		return nil
	}
	link := ast.NewLink()
	link.Destination = target
	image := ast.NewImage(link)
	image.SetPos(segment.Start)
	if end > 2 {
		image.AppendChild(image, ast.NewTextSegment(text.NewSegment(segment.Start+2, segment.Start+end)))
	}
	if w, h, both := bytes.Cut(size, []byte("x")); len(size) > 0 {
		image.SetAttributeString("width", string(w))
		if both {
			image.SetAttributeString("height", string(h))
		}
	}
	reader.Advance(end + length + 1)
	return image
}

// cutSize parts the size behind a path, " =300x200" or " =300x", from it.
func cutSize(target []byte) (path, size []byte) {
	at := bytes.LastIndex(target, []byte(" ="))
	if at < 0 || at+2 == len(target) || len(bytes.Trim(target[at+2:], "0123456789x*%")) > 0 {
		return target, nil
	}
	return bytes.TrimSpace(target[:at]), bytes.TrimRight(target[at+2:], "x*")
}

// sizeOf returns the pixels that an attribute of a picture gives, "300" or "300px", else the share of the card's
// width, "50%"; any other unit is left to the picture itself.
func sizeOf(n ast.Node, key string) (pixels int, share string) {
	v, ok := n.AttributeString(key)
	value, isString := v.(string)
	if !ok || !isString {
		return 0, ""
	}
	if digits := bytes.TrimSuffix([]byte(value), []byte("%")); len(digits) < len(value) && len(digits) > 0 && len(digits) < 4 &&
		len(bytes.Trim(digits, "0123456789")) == 0 {
		return 0, value
	}
	pixels, _, _ = wikilink.Size(string(bytes.TrimSuffix([]byte(value), []byte("px"))))
	return pixels, ""
}
