package parse

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/markdown/blockid"
)

// noteStore keeps what notes show where others embed them. A passage is rendered once; of the notes' trees the last ones used are
// kept.
type noteStore struct {
	sync.Mutex
	notes  map[noteKey]*embedded
	recent []*embedded // those with trees, the last used at the end
	size   int         // the bytes of their sources
}

// maxTrees is how many bytes of source the kept trees may be made of; a tree takes some thirty times as much.
const maxTrees = 4 << 20

type noteKey struct {
	vault *Vault
	path  string
}

// embedded is a note that others embed.
type embedded struct {
	sync.Mutex
	passages map[passageKey]rendered
	doc      *document // nil where it was not read, or let go of
	size     int
	issues   []markdown.Issue
	ids      map[string]ast.Node // the marks of the blocks with ids, lower case
}

type passageKey struct {
	fragment, variant string
	linked            bool
}

// rendered is a passage, or why there is none.
type rendered struct {
	passage *markdown.Passage
	fault   markdown.Issue
}

func newNoteStore() *noteStore { return &noteStore{notes: map[noteKey]*embedded{}} }

// passage gives what a fragment of the resolver's source shows. The note is locked meanwhile and no other is asked for: what it
// embeds itself is left open.
func (s *noteStore) passage(r resolver, fragment string) (*markdown.Passage, markdown.Issue) {
	s.Lock()
	key := noteKey{r.source.Vault, r.source.Path}
	n := s.notes[key]
	if n == nil {
		n = &embedded{passages: map[passageKey]rendered{}}
		s.notes[key] = n
	}
	s.Unlock()
	n.Lock()
	defer n.Unlock()
	part := passageKey{fragment, r.variant, r.linked}
	got, ok := n.passages[part]
	if !ok {
		got = n.show(r, fragment)
		n.passages[part] = got
		s.keep(n)
	}
	return got.passage, got.fault
}

// keep notes that a note's tree was used, and lets go of those that were not used for long.
func (s *noteStore) keep(n *embedded) {
	s.Lock()
	defer s.Unlock()
	if i := slices.Index(s.recent, n); i >= 0 {
		s.recent = slices.Delete(s.recent, i, i+1)
		s.size -= n.size
	}
	if n.doc == nil {
		return
	}
	s.recent = append(s.recent, n)
	s.size += n.size
	for s.size > maxTrees && s.recent[0] != n && s.recent[0].TryLock() { // one in use stays
		old := s.recent[0]
		old.doc, old.ids = nil, nil
		old.Unlock()
		s.recent, s.size = s.recent[1:], s.size-old.size
	}
}

// show renders a part of a note.
func (n *embedded) show(r resolver, fragment string) rendered {
	if strings.HasSuffix(strings.ToLower(r.source.Path), ".excalidraw.md") {
		return rendered{fault: markdown.Issue{Message: "it is a drawing", Hint: "export it as .svg or .png and embed that"}}
	}
	if n.doc == nil {
		text, fault := readSource(r.source)
		if fault != nil {
			return rendered{fault: markdown.Issue{Message: fault.Message, Hint: fault.Hint}}
		}
		md, issues := markdown.Parse(text)
		n.doc, n.size = newDocument(md), len(text)
		n.issues = append(issues, n.doc.issues...)
	}
	blocks, from, to, missing := n.part(fragment)
	if missing != "" {
		return rendered{fault: markdown.Issue{Message: missing}}
	}
	p := n.doc.md.Passage(blocks, from, to, r, n.issues)
	if p.Empty() {
		return rendered{fault: markdown.Issue{Message: "there is nothing to see in it"}}
	}
	return rendered{passage: p}
}

// part gives the blocks that a fragment means, and where they lie; missing says what there is none of.
func (n *embedded) part(fragment string) (blocks []ast.Node, from, to int, missing string) {
	fragment = strings.Trim(fragment, "# ")
	if last := strings.TrimSpace(fragment[strings.LastIndexByte(fragment, '#')+1:]); strings.HasPrefix(last, "^") {
		return n.block(last[1:])
	}
	doc := n.doc
	if fragment == "" {
		return doc.blocks, 0, len(doc.md.Source) + 1, ""
	}
	first, end := 0, len(doc.heads)
	var found *heading
	for title := range strings.SplitSeq(fragment, "#") {
		at := headingIn(doc, first, end, title)
		if at < 0 {
			return nil, 0, 0, fmt.Sprintf("there is no heading %q", strings.TrimSpace(title))
		}
		found = doc.heads[at]
		first = at + 1
		for end = first; end < len(doc.heads) && doc.heads[end].node.Level > found.node.Level; {
			end++
		}
	}
	last := len(doc.blocks)
	if end < len(doc.heads) {
		last = doc.heads[end].block
	}
	return doc.blocks[found.block:last], found.from, max(found.from+1, doc.start(last)), ""
}

// headingIn gives the first of some headings that has a title; -1 without one. The signs in a title don't count where there is none with
// the very same: Obsidian leaves them out of links.
func headingIn(doc *document, first, end int, title string) int {
	words := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	for _, form := range []func(string) string{words, letters} {
		for i := first; i < end; i++ {
			if want := form(title); want != "" && form(doc.text(doc.heads[i].node)) == want {
				return i
			}
		}
	}
	return -1
}

// letters gives the letters and digits of a title.
func letters(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, foldName(title))
}

// block gives the block that has an id: an item of a list without its mark, or a block of the note. An id that stands alone is that of the
// block above it.
func (n *embedded) block(id string) (blocks []ast.Node, from, to int, missing string) {
	if n.ids == nil {
		n.ids = map[string]ast.Node{}
		_ = ast.Walk(n.doc.md.Root, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
			if mark, ok := c.(*blockid.Node); ok && entering && n.ids[strings.ToLower(mark.ID)] == nil {
				n.ids[strings.ToLower(mark.ID)] = c
			}
			return ast.WalkContinue, nil
		})
	}
	mark := n.ids[strings.ToLower(id)]
	if mark == nil {
		return nil, 0, 0, fmt.Sprintf("there is no block %q", "^"+id)
	}
	md := n.doc.md
	b := mark.Parent()
	for b.Type() == ast.TypeInline {
		b = b.Parent()
	}
	if n.doc.text(b) == "" && b.FirstChild() == mark && b.PreviousSibling() != nil {
		b = b.PreviousSibling()
		return []ast.Node{b}, md.Offset(b), max(md.Offset(b)+1, md.End(b)), ""
	}
	for b.Parent() != md.Root && b.Kind() != ast.KindListItem {
		b = b.Parent()
	}
	blocks, from = []ast.Node{b}, md.Offset(b)
	to = max(from+1, md.End(b))
	if b.Kind() == ast.KindListItem {
		blocks = children(b)
	}
	return blocks, from, to, ""
}
