// Package wikilink reads Obsidian's links between notes and its embeds.
//
//	[[Note]]  [[folder/Note#Heading|text]]  ![[picture.png|300x200]]
package wikilink

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Parser makes the nodes of links and embeds.
type Parser struct{}

var _ parser.InlineParser = Parser{}

// Trigger implements parser.InlineParser.
func (Parser) Trigger() []byte { return []byte{'!', '['} }

// maxLength is how long, in bytes, the text between the brackets may be.
const maxLength = 1000

// Parse implements parser.InlineParser. "[[text](url)]" and "[[text]](url)" are CommonMark's links, not these.
func (Parser) Parse(_ ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	rest := line
	embed := rest[0] == '!'
	if embed {
		rest = rest[1:]
	}
	if !bytes.HasPrefix(rest, []byte("[[")) {
		return nil
	}
	rest = rest[2:]
	end := bytes.IndexByte(rest[:min(len(rest), maxLength)], ']')
	if end < 1 || end+1 >= len(rest) || rest[end+1] != ']' {
		return nil
	}
	inner := rest[:end]
	if end == 1 && rest[0]|0x20 == 'x' && holdsBoxes(reader.Source(), pc) {
		return nil // a box of LiaScript
	}
	if end+2 < len(rest) && rest[end+2] == '(' || bytes.IndexByte(inner, '[') >= 0 || isMatrix(inner) {
		return nil
	}
	node := parse(string(inner))
	if node == nil {
		return nil
	}
	node.Embed = embed
	node.SetPos(segment.Start)
	reader.Advance(len(line) - len(rest) + end + 2)
	return node
}

var boxesKey = parser.NewContextKey()

// holdsBoxes reports whether a source holds empty boxes as LiaScript writes them, so that "[[X]]" is a box and no link.
func holdsBoxes(src []byte, pc parser.Context) bool {
	return pc.ComputeIfAbsent(boxesKey, func() any {
		return bytes.Contains(src, []byte("[[ ]]")) || bytes.Contains(src, []byte("[( )]"))
	}).(bool)
}

// isMatrix tells that the text is numbers parted by commas: a matrix in code that nobody marked as such.
func isMatrix(inner []byte) bool {
	return bytes.IndexByte(inner, ',') >= 0 && len(bytes.Trim(inner, "0123456789,. -")) == 0
}

// parse reads what stands between the brackets; nil where that is nothing.
func parse(inner string) *Node {
	target, alias, piped := strings.Cut(inner, "|")
	if piped {
		// Within a table the bar is escaped.
		target = strings.TrimSuffix(target, `\`)
	}
	target, fragment, _ := strings.Cut(target, "#")
	n := &Node{Target: strings.TrimSpace(target), Fragment: strings.TrimSpace(fragment)}
	if n.Target == "" && n.Fragment == "" {
		return nil
	}
	// The size of a picture stands behind the last bar: ![[pic.png|a caption|300]].
	if i := strings.LastIndexByte(alias, '|'); i >= 0 {
		if w, h, ok := Size(alias[i+1:]); ok {
			n.Width, n.Height, alias = w, h, strings.TrimSuffix(alias[:i], `\`)
		}
	} else if w, h, ok := Size(alias); ok && IsFile(n.Target) {
		n.Width, n.Height, alias = w, h, ""
	}
	n.Alias = strings.TrimSpace(alias)
	return n
}

// Size reads a picture's size, "300" or "300x200", in pixels; height is 0 where only a width is given.
func Size(s string) (width, height int, ok bool) {
	w, h, both := strings.Cut(strings.TrimSpace(s), "x")
	width, err := strconv.Atoi(w)
	if err != nil || width <= 0 || width > 10000 {
		return 0, 0, false
	}
	if both {
		if height, err = strconv.Atoi(h); err != nil || height <= 0 || height > 10000 {
			return 0, 0, false
		}
	}
	return width, height, true
}

// IsFile tells that a target names a file that is no note: it has an ending, and not that of Markdown.
func IsFile(target string) bool {
	i := strings.LastIndexByte(target, '.')
	if i <= 0 || i+1 == len(target) || len(target)-i > 6 {
		return false
	}
	return !strings.EqualFold(target[i:], ".md") && strings.IndexByte(target[i:], ' ') < 0
}

// Label is what a link shows: its alias, else the note's name without folders, and the headings it leads to.
func (n *Node) Label() string {
	if n.Alias != "" {
		return n.Alias
	}
	name := n.Target[strings.LastIndexByte(n.Target, '/')+1:]
	if len(name) > 3 && strings.EqualFold(name[len(name)-3:], ".md") {
		name = name[:len(name)-3]
	}
	for heading := range strings.SplitSeq(n.Fragment, "#") {
		heading = strings.TrimSpace(heading)
		if heading == "" || heading[0] == '^' {
			continue
		}
		if name != "" {
			name += " > "
		}
		name += heading
	}
	return name
}
