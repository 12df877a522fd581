package component

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parser makes the nodes of components. One that is only a start tag, <Tabs>, is left to the parsers of HTML.
type Parser struct{}

var _ parser.BlockParser = Parser{}

// Trigger implements parser.BlockParser.
func (Parser) Trigger() []byte { return []byte{'<', '{'} }

// maxTag is how long a tag may be, in bytes.
const maxTag = 64 << 10

// Open implements parser.BlockParser.
func (Parser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || parent.Kind() == ast.KindBlockquote {
		return nil, parser.NoChildren
	}
	var node *Node
	from := segment.Start - segment.Padding + pos
	switch {
	case mayOpen(line[pos:]):
		node = readTag(reader.Source(), from, pc)
	case bytes.HasPrefix(line[pos:], []byte("{{")) || bytes.HasPrefix(line[pos:], []byte("{%")):
		node = readTemplate(reader.Source(), from, segment.Stop)
	}
	if node == nil {
		return nil, parser.NoChildren
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// mayOpen reports whether a line begins as a tag of a component does: its name begins with a capital letter.
func mayOpen(line []byte) bool {
	rest, tag := bytes.CutPrefix(line, []byte("<"))
	rest = bytes.TrimPrefix(rest, []byte("/"))
	return tag && len(rest) > 0 && rest[0] >= 'A' && rest[0] <= 'Z'
}

// tags are the components whose start tags were read and whose end tags were not, by name, and up to where in the source
// no tag ends.
type tags struct {
	open map[string]int
	none int
}

var tagsKey = parser.NewContextKey()

// readTag reads the tag at an offset that is all of its lines; nil if there is none.
func readTag(src []byte, from int, pc parser.Context) *Node {
	known := pc.ComputeIfAbsent(tagsKey, func() any { return &tags{open: map[string]int{}} }).(*tags)
	if from < known.none || src[from] != '<' {
		return nil // or a tab stands before it
	}
	r := tagReader{scanner: scanner{src: src[:min(len(src), from+maxTag)], at: from + 1}}
	closes := r.take("/")
	node := &Node{Name: r.name()}
	if closes {
		if known.open[node.Name] == 0 || !r.take(">") {
			return nil
		}
		known.open[node.Name]--
	} else if values, ok, whole := r.read(); !ok {
		if r.at >= len(r.src) {
			known.none = r.at
		}
		return nil
	} else {
		node.Values = []map[string]any{values}
		if !whole {
			known.open[node.Name]++
		}
	}
	node.end = r.at
	rest, _, _ := bytes.Cut(r.src[r.at:], []byte("\n"))
	if !util.IsBlank(rest) {
		return nil
	}
	return node
}

// Continue implements parser.BlockParser.
func (Parser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	_, segment := reader.PeekLine()
	if segment.Start >= node.(*Node).end {
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (Parser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (Parser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (Parser) CanAcceptIndentedLine() bool { return false }

// tagReader reads a tag.
type tagReader struct{ scanner }

// name reads the name of a component or an attribute.
func (r *tagReader) name() string {
	from := r.at
	for r.at < len(r.src) && (isWord(r.src[r.at]) || r.at > from && (r.src[r.at] == '.' || r.src[r.at] == '-' || r.src[r.at] == ':')) {
		r.at++
	}
	return string(r.src[from:r.at])
}

// read reads the attributes of a tag up to its end; whole is set if nothing stands between it and an end tag. ok is
// false for what is no component: its tag never ends, or it is a start tag as those of HTML are.
func (r *tagReader) read() (values map[string]any, ok, whole bool) {
	values = map[string]any{}
	braced := false
	for first := true; r.at < len(r.src); first = false {
		before := r.at
		r.skipBlanks()
		switch {
		case r.take("/>"):
			return values, true, true
		case r.take(">"):
			return values, braced, false
		case first && r.at == before:
			return nil, false, false // the name goes on: <T,U>
		case r.peek() == '{': // {...props}
			if braced = true; !r.skipBraces() {
				return nil, false, false
			}
			continue
		}
		name := r.name()
		if name == "" {
			return nil, false, false
		}
		r.skipBlanks()
		if !r.take("=") {
			values[name] = true
			continue
		}
		r.skipBlanks()
		braced = braced || r.peek() == '{'
		value, literal, ok := r.attribute()
		if !ok {
			return nil, false, false
		}
		if literal {
			values[name] = value
		}
	}
	return nil, false, false
}

// attribute reads the value of an attribute: a text in quotes, or what stands in braces. literal is false for what is
// computed.
func (r *tagReader) attribute() (value any, literal, ok bool) {
	switch c := r.peek(); c {
	case '"', '\'':
		end := bytes.IndexByte(r.src[r.at+1:], c)
		if end < 0 {
			return nil, false, false
		}
		value = string(r.src[r.at+1 : r.at+1+end])
		r.at += end + 2
		return value, true, true
	case '{':
		from := r.at
		if !r.skipBraces() {
			return nil, false, false
		}
		inner := scanner{src: r.src[:r.at-1], at: from + 1}
		value, ok := inner.value(0)
		inner.skipBlanks()
		return value, ok && inner.at == len(inner.src), true
	}
	return nil, false, false
}
