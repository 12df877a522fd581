package sanitize

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/texgate"
)

// Foreign makes the fragment of a field that a package brings as harmless as what a note brings: only the elements
// and attributes stay that [Fragment] leaves, and of the marks on which Anki acts only sounds that are held. A
// fragment that is harmless, such as any of our own making, stays as it is, byte for byte. What nests too deep
// becomes text, and no formula is left where one could be active.
func Foreign(fragment string, held func(name string) bool) string {
	if !isHarmless(fragment) {
		clean, ok := cleaned(fragment)
		if !ok {
			clean = ankifield.Escape(fragment)
		}
		fragment = clean
	}
	fragment = passGate(fragment)
	var b strings.Builder
	for {
		i := strings.IndexByte(fragment, '[')
		if i < 0 {
			break
		}
		b.WriteString(fragment[:i+1])
		fragment = fragment[i+1:]
		if IsMark(fragment) && !isHeld(fragment, held) {
			b.WriteString("<!-- -->")
		}
	}
	return b.String() + fragment
}

// passGate takes the formulas out of a fragment, of which all the text stays, if one of them could be active or makes
// MathJax hang.
func passGate(fragment string) string {
	if !strings.ContainsAny(fragment, `\&`) {
		return fragment
	}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return ankifield.Escape(strings.ReplaceAll(fragment, `\`, noBackslash))
	}
	var seen strings.Builder
	eachText(nodes, func(n *html.Node) { seen.WriteString(n.Data) })
	if texgate.CheckText(seen.String()) == nil {
		return fragment
	}
	eachText(nodes, func(n *html.Node) { n.Data = strings.ReplaceAll(n.Data, `\`, noBackslash) })
	return text(nodes, len(fragment))
}

// noBackslash looks like a backslash and begins no formula and no command.
const noBackslash = "\uFF3C"

// eachText calls do for the texts in nodes, those in code as well, at which MathJax does not look.
func eachText(nodes []*html.Node, do func(*html.Node)) {
	for _, top := range nodes {
		if top.Type == html.TextNode {
			do(top)
		}
		for n := range top.Descendants() {
			if n.Type == html.TextNode {
				do(n)
			}
		}
	}
}

// hidden finds the comments by which we hide marks of Anki's; href and src the addresses in tags and the names of
// media: those of ours are not always such as net/url reads, but nothing runs by them.
var (
	hidden = regexp.MustCompile(`([\[{])<!-- -->`)
	href   = regexp.MustCompile(` href="https?://[^"<>\s]*"`)
	src    = regexp.MustCompile(` src="(https?://[^"<>\s]*|[^":<>/\\]*)"`)
)

// isHarmless reports whether there is nothing to take out of a fragment, which is written as [Fragment] would.
func isHarmless(fragment string) bool {
	if !strings.ContainsAny(fragment, "<>&") {
		return true
	}
	plain := hidden.ReplaceAllString(fragment, "$1")
	plain = src.ReplaceAllString(href.ReplaceAllString(plain, ` href="https://a"`), ` src="a"`)
	clean, ok := cleaned(plain)
	return ok && clean == plain
}

// cleaned returns a fragment with only harmless elements and attributes, links to the web and pictures that may be
// media; false where they nest too deep.
func cleaned(fragment string) (string, bool) {
	nodes, err := harmlessNodes([]byte(fragment))
	if err != nil {
		return "", false
	}
	for _, n := range nodes {
		dropAddresses(n)
		for d := range n.Descendants() {
			dropAddresses(d)
		}
	}
	return text(nodes, len(fragment)), true
}

// link is an address to which our links lead, picture one that a picture of ours has.
var (
	link    = regexp.MustCompile(`(?i)^(https?:|mailto:|obsidian://)`)
	picture = regexp.MustCompile(`(?i)^(https?:|[^:/\\]*$)`)
)

// dropAddresses takes the addresses off a node that none of ours has.
func dropAddresses(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "href" && !link.MatchString(a.Val) || a.Key == "src" && !picture.MatchString(a.Val)
	})
}

// marks are the words behind "[" on which Anki acts when it renders a field (rslib/src/template.rs, rslib/src/latex.rs,
// qt/aqt/reviewer.py), lower case.
var marks = []string{"sound:", "anki:", "latex]", "/latex]", "$]", "/$]", "$$]", "/$$]", "[type:"}

// IsMark tells that Anki acts on a bracket with this text behind it.
func IsMark[T string | []byte](text T) bool {
	for _, word := range marks {
		if len(text) >= len(word) && strings.EqualFold(string(text[:len(word)]), word) {
			return true
		}
	}
	return false
}

// isHeld tells that the text behind a bracket plays a sound that is held.
func isHeld(text string, held func(name string) bool) bool {
	name, ok := strings.CutPrefix(text, "sound:")
	if !ok {
		return false
	}
	name, _, ok = strings.Cut(name, "]")
	return ok && held(html.UnescapeString(name))
}
