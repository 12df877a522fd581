package parse

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/vault"
)

// noteStore keeps what notes show where others embed them. A passage is rendered once; of the notes'
// trees the last ones used are kept.
type noteStore struct {
	sync.Mutex
	notes  map[noteKey]*embedded
	recent []*embedded // those with trees, the last used at the end
	size   int         // the bytes of their sources
}

// maxTrees is how many bytes of source the kept trees may be made of; a tree takes some thirty times as much.
const maxTrees = 4 << 20

type noteKey struct {
	vault *vault.Vault
	path  string
}

// embedded is a note that others embed, with what was rendered of it.
type embedded struct {
	sync.Mutex
	passages map[passageKey]rendered
	doc      *page.Document // nil before it is read, and when its tree was let go of
	size     int
	issues   []markdown.Issue
	ids      map[string]ast.Node // the marks of the blocks with ids, lower case
}

type passageKey struct {
	fragment, variant string
	linked, lines     bool
}

// rendered is a passage, or why there is none.
type rendered struct {
	passage *markdown.Passage
	fault   markdown.Issue
}

func newNoteStore() *noteStore { return &noteStore{notes: map[noteKey]*embedded{}} }

// passage returns what a fragment of the resolver's source shows. Meanwhile the note is locked and no
// other is asked for, so that notes which embed one another can't wait for each other: what it embeds
// itself is left open.
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
	part := passageKey{fragment, r.variant, r.linked, r.lines}
	got, ok := n.passages[part]
	if !ok {
		got = n.show(r, fragment)
		n.passages[part] = got
		s.keep(n)
	}
	return got.passage, got.fault
}

// keep records that a note's tree was used, and lets go of those that were not used for long.
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
		text, fault := vault.ReadSource(r.source)
		if fault != nil {
			return rendered{fault: markdown.Issue{Message: fault.Message, Hint: fault.Hint}}
		}
		md, issues := text.Parse()
		n.doc, n.size = page.NewDocument(md), len(text.Markdown)
		n.issues = append(issues, n.doc.Issues...)
	}
	blocks, from, to, missing := n.part(fragment)
	if missing != "" {
		return rendered{fault: markdown.Issue{Message: missing}}
	}
	n.doc.MD.BreakLines = r.lines
	r.known = withMacros(r.macros, n.doc.MD.Macros())
	r.formulas = r.known // written out: the note around may define them otherwise
	p := n.doc.MD.Passage(blocks, from, to, r, n.issues)
	if p.Empty() {
		return rendered{fault: markdown.Issue{Message: "there is nothing to see in it"}}
	}
	return rendered{passage: p}
}

// part returns the blocks that a fragment names, and where they lie. missing says what was not found.
func (n *embedded) part(fragment string) (blocks []ast.Node, from, to int, missing string) {
	fragment = strings.Trim(fragment, "# ")
	if last := strings.TrimSpace(fragment[strings.LastIndexByte(fragment, '#')+1:]); strings.HasPrefix(last, "^") {
		return n.block(last[1:])
	}
	doc := n.doc
	if fragment == "" {
		return doc.Blocks, 0, len(doc.MD.Source) + 1, ""
	}
	first, end := 0, len(doc.Heads)
	var found *page.Heading
	for title := range strings.SplitSeq(fragment, "#") {
		at := headingIn(doc, first, end, title)
		if at < 0 {
			return nil, 0, 0, fmt.Sprintf("there is no heading %q", strings.TrimSpace(title))
		}
		found = doc.Heads[at]
		first = at + 1
		for end = first; end < len(doc.Heads) && doc.Heads[end].Node.Level > found.Node.Level; {
			end++
		}
	}
	last := len(doc.Blocks)
	if end < len(doc.Heads) {
		last = doc.Heads[end].Block
	}
	return doc.Blocks[found.Block:last], found.From, max(found.From+1, doc.Start(last)), ""
}

// headingIn returns the index of the first heading with a title, from first up to end; -1 if there is
// none. If no heading has the very title, signs don't count: Obsidian leaves them out of links.
func headingIn(doc *page.Document, first, end int, title string) int {
	words := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	for _, form := range []func(string) string{words, lettersOf} {
		for i := first; i < end; i++ {
			if want := form(title); want != "" && form(doc.Text(doc.Heads[i].Node)) == want {
				return i
			}
		}
	}
	return -1
}

// lettersOf returns the letters and digits of a title.
func lettersOf(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, vault.FoldName(title))
}

// block returns the block that has an id: the content of a list's item, or a block of the note. An id
// that stands alone is that of the block above it.
func (n *embedded) block(id string) (blocks []ast.Node, from, to int, missing string) {
	if n.ids == nil {
		n.ids = map[string]ast.Node{}
		_ = ast.Walk(n.doc.MD.Root, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
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
	md := n.doc.MD
	b := mark.Parent()
	for b.Type() == ast.TypeInline {
		b = b.Parent()
	}
	if n.doc.Text(b) == "" && b.FirstChild() == mark && b.PreviousSibling() != nil {
		b = b.PreviousSibling()
		return []ast.Node{b}, md.Offset(b), max(md.Offset(b)+1, md.End(b)), ""
	}
	for b.Parent() != md.Root && b.Kind() != ast.KindListItem {
		b = b.Parent()
	}
	blocks, from = []ast.Node{b}, md.Offset(b)
	to = max(from+1, md.End(b))
	if b.Kind() == ast.KindListItem {
		blocks = page.Children(b)
	}
	return blocks, from, to, ""
}

// resolver finds what one source, or a note that is embedded, refers to. It implements markdown.Resolver.
type resolver struct {
	store  *vault.MediaStore
	notes  *noteStore
	source vault.Source
	linked bool // links lead to Obsidian
	lines  bool // newlines are line breaks
	lint   bool // formulas are looked into
	macros mathjax.Macros
	// known are those and what the note at hand defines in its formulas, formulas those that are written out.
	known, formulas mathjax.Macros
	// variant tells macros apart that are not those of the whole vault.
	variant string
}

// resolver finds what a source refers to: the one at hand, or its paper.
func (w *writer) resolver(source vault.Source) resolver {
	return resolver{
		store: w.media, notes: w.notes, source: source, linked: w.doc.Settings.Links == "obsidian",
		lines: w.doc.MD.BreakLines, lint: w.lint, macros: w.doc.Settings.Macros, known: w.macros.known, formulas: w.macros.written, variant: w.variant,
	}
}

// Path implements markdown.Resolver.
func (r resolver) Path() string { return r.source.Path }

// Media implements markdown.Resolver.
func (r resolver) Media(target string) (name string, fault markdown.Issue) {
	f, fault := r.source.Vault.LookUp(r.source.Path, target)
	if f.Path == "" {
		return "", fault
	}
	name, reason := r.store.Add(f)
	if reason != "" {
		fault.Message = reason
	}
	return name, fault
}

// Embed implements markdown.Resolver.
func (r resolver) Embed(target, fragment string) (*markdown.Passage, markdown.Issue) {
	note, fault := r.source.Vault.Note(r.source.Path, target)
	if note == "" {
		return nil, fault
	}
	r.source = vault.Source{Vault: r.source.Vault, Path: note, Name: note}
	p, why := r.notes.passage(r, fragment)
	if p == nil {
		return nil, why
	}
	return p, fault
}

// Formula implements markdown.Resolver.
func (r resolver) Formula(tex string) (string, error) { return r.formulas.Expand(tex) }

// Lint implements markdown.Resolver.
func (r resolver) Lint(tex string, display bool) []mathjax.Problem {
	if !r.lint {
		return nil
	}
	return mathjax.Lint(tex, mathjax.Options{Display: display, Macros: r.known})
}

// Address implements markdown.Resolver. Of Obsidian's own addresses those that only open a note are
// links: others may change a vault (help.obsidian.md, "Obsidian URI").
func (r resolver) Address(target string) string {
	vault := r.source.Vault
	if !r.linked {
		return ""
	}
	if lower := strings.ToLower(target); strings.HasPrefix(lower, "obsidian:") {
		if strings.HasPrefix(lower, "obsidian://open?") || strings.HasPrefix(lower, "obsidian://vault/") {
			return target
		}
		return ""
	}
	file, fragment, _ := strings.Cut(target, "#")
	found, _ := vault.Note(r.source.Path, file)
	if found == "" {
		if f, _ := vault.LookUp(r.source.Path, file); vault.Owns(f) {
			found = f.Path
		}
	}
	if found == "" || vault.Name == "" {
		return ""
	}
	if strings.EqualFold(path.Ext(found), ".md") {
		found = found[:len(found)-len(".md")]
	}
	if fragment != "" {
		found += "#" + fragment
	}
	return "obsidian://open?vault=" + escapeAll(vault.Name) + "&file=" + escapeAll(found)
}

// escapeAll writes text as the value of a parameter, blanks as "%20": Obsidian takes a "+" for itself.
func escapeAll(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
