package markdown

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
)

// reference is one use of a picture, sound or video.
type reference struct {
	node          ast.Node
	target        string // as written, entities and escapes resolved
	alt, title    string
	width, height int
	share         string // of the card's width, "50%"
}

// show writes a reference, or what is missing.
func (r *renderer) show(ref reference) {
	r.seen = true
	target := strings.TrimSpace(ref.target)
	switch {
	case isRemote([]byte(target)):
		r.showRemote(ref, target)
		return
	case hasPrefixFold([]byte(target), "data:"):
		r.missing(ref, target[:min(len(target), 30)]+"…", Issue{Message: "pictures within the text are not read"})
		return
	}
	kind := deck.MediaKindOf(plainPath(target))
	switch {
	case kind == deck.Unshown || kind == deck.Document:
		r.nameOnly(ref, target, kind)
		return
	case kind == deck.NoMedia:
		r.missing(ref, target, Issue{Message: "it is no picture, sound or video"})
		return
	case r.world == nil:
		r.missing(ref, target, Issue{Message: "no files can be read here"})
		return
	}
	name, fault := r.world.Media(target)
	if name == "" {
		r.missing(ref, target, fault)
		return
	}
	if fault.Code != "" {
		fault.Offset = r.doc.Offset(ref.node)
		r.issues = append(r.issues, fault)
	}
	if !slices.Contains(r.media, name) {
		r.media = append(r.media, name)
	}
	if kind == deck.Played {
		r.buf = append(r.buf, bracket)
		r.write("sound:")
		r.plain([]byte(name))
		r.write("]")
		return
	}
	r.picture(name, ref)
}

// picture writes the tag of a picture.
func (r *renderer) picture(src string, ref reference) {
	r.write("<img")
	r.attribute("src", []byte(src))
	r.attribute("alt", []byte(ref.alt))
	if ref.title != "" {
		r.attribute("title", []byte(ref.title))
	}
	if ref.share != "" {
		r.attribute("width", []byte(ref.share))
	}
	if ref.width > 0 {
		r.attribute("width", strconv.AppendInt(nil, int64(ref.width), 10))
	}
	if ref.height > 0 {
		r.attribute("height", strconv.AppendInt(nil, int64(ref.height), 10))
	}
	r.write(">")
}

// showRemote writes what lies on the web: a picture as it is, anything else as a link.
func (r *renderer) showRemote(ref reference, target string) {
	if strings.HasPrefix(target, "//") {
		target = "https:" + target
	}
	r.issue(ref.node, "remote-media", fmt.Sprintf("%q lies on the web and shows only online", target),
		"download it and refer to the file")
	if kind := deck.MediaKindOf(plainPath(target)); kind == deck.Played || kind == deck.Document {
		r.write("<a")
		r.attribute("href", []byte(target))
		r.write(">")
		r.plain([]byte(target))
		r.write("</a>")
		return
	}
	r.picture(target, ref)
}

// missing writes that a file can't be had; it is named as the source has it, so that its place can be found.
func (r *renderer) missing(ref reference, file string, why Issue) {
	r.issue(ref.node, "missing-media", fmt.Sprintf("missing %q: %s", file, why.Message), why.Hint)
	r.write(`<span class="missing">picture missing: `)
	r.plain([]byte(file))
	r.write("</span>")
}

// nameOnly writes the name of a file that a card can't show.
func (r *renderer) nameOnly(ref reference, target string, kind deck.MediaKind) {
	file := plainPath(target)
	what := fmt.Sprintf("%q is only named on the card: Anki shows no %s files", target, strings.ToLower(path.Ext(file)))
	name := cmp.Or(ref.alt, path.Base(file))
	if kind == deck.Document {
		r.issue(ref.node, "unshown-media", what, "make a picture of the page that is meant, or write its text")
		r.noteLink(target, name)
		return
	}
	r.issue(ref.node, "unshown-media", what, "save it in another format, such as .png or .mp3")
	r.write(`<span class="missing">can't be shown: `)
	r.plain([]byte(name))
	r.write("</span>")
}

// plainPath returns the path alone of an address, without percent signs and without what stands behind "?" or "#".
func plainPath(target string) string {
	if deck.MediaKindOf(target) == deck.NoMedia {
		if i := strings.IndexAny(target, "?#"); i > 0 {
			target = target[:i]
		}
	}
	return Unescape(target)
}

// Unescape resolves the percent signs in a path, as far as they mean anything (RFC 3986, section 2.1).
func Unescape(target string) string {
	if strings.IndexByte(target, '%') < 0 {
		return target
	}
	var b []byte
	for i := 0; i < len(target); i++ {
		if target[i] == '%' && i+2 < len(target) {
			if c, err := hex.DecodeString(target[i+1 : i+3]); err == nil && c[0] != 0 {
				b = append(b, c[0])
				i += 2
				continue
			}
		}
		b = append(b, target[i])
	}
	return string(b)
}

// image writes ![alt](path), ![alt|300](path) and ![300](path).
func (r *renderer) image(n *ast.Image) {
	ref := reference{node: n, target: string(appendMarkdown(nil, n.Destination, asText)), alt: r.doc.Text(n),
		title: string(appendMarkdown(nil, n.Title, asText))}
	ref.width, ref.share = sizeOf(n, "width")
	ref.height, _ = sizeOf(n, "height")
	i := strings.LastIndexByte(ref.alt, '|')
	if w, h, ok := wikilink.Size(ref.alt[i+1:]); ok {
		ref.width, ref.height, ref.alt = w, h, strings.TrimSpace(ref.alt[:max(i, 0)])
	}
	if ref.target == "" {
		r.plain([]byte(ref.alt))
		return
	}
	if note, fragment, ok := noteTarget(ref.target); ok {
		r.embed(n, note, fragment, cmp.Or(ref.alt, path.Base(note)))
		return
	}
	r.show(ref)
}

// noteTarget parts the path of a note, percent signs resolved, from the fragment behind it; ok is false for anything
// else.
func noteTarget(target string) (note, fragment string, ok bool) {
	note, fragment, _ = strings.Cut(target, "#")
	ext := strings.ToLower(path.Ext(note))
	return Unescape(note), Unescape(fragment), (ext == ".md" || ext == ".markdown") && !isRemote([]byte(target))
}

// wikiLink writes a link, or what an embed shows: a picture, sound or video, or a note.
func (r *renderer) wikiLink(n *wikilink.Node) {
	target := string(appendMarkdown(nil, []byte(n.Target), asText))
	switch {
	case !n.Embed:
		r.noteLink(target+"#"+n.Fragment, n.Label())
	case deck.MediaKindOf(n.Target) == deck.NoMedia:
		r.embed(n, target, n.Fragment, n.Label())
	default:
		r.show(reference{node: n, target: target, alt: n.Alias, width: n.Width, height: n.Height})
	}
}

// trimStray takes lines with nothing but a backslash out of the text between tags.
func trimStray(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	var out []byte
	for line := range bytes.Lines(text) {
		if string(bytes.TrimSpace(line)) != `\` {
			out = append(out, line...)
		}
	}
	return out
}
