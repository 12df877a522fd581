package markdown

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/markdown/wikilink"
)

// kinds tells pictures ('p') from what is played ('s'), by the ending of a name.
var kinds = func() map[string]byte {
	m := map[string]byte{}
	for _, ext := range strings.Fields("png jpg jpeg jfif gif svg webp bmp avif tif tiff ico") {
		m["."+ext] = 'p'
	}
	for _, ext := range strings.Fields("mp3 ogg oga opus wav m4a flac aac 3gp mp4 m4v mov mkv webm avi ogv mpg mpeg") {
		m["."+ext] = 's'
	}
	return m
}()

// kindOf gives the kind of a file by its name, 0 where it is neither.
func kindOf(name string) byte { return kinds[strings.ToLower(path.Ext(name))] }

// reference is one use of a picture, sound or video.
type reference struct {
	node          ast.Node
	target        string // as written, entities and escapes resolved
	alt, title    string
	width, height int
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
		r.missing(ref, target[:min(len(target), 30)]+"…", "pictures within the text are not read")
		return
	}
	file := decodePath(target)
	if r.world == nil {
		r.missing(ref, target, "no files can be read here")
		return
	}
	name, reason, ok := r.world.Media(file)
	if !ok {
		r.missing(ref, target, reason)
		return
	}
	if !slices.Contains(r.media, name) {
		r.media = append(r.media, name)
	}
	if kindOf(name) == 's' {
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
	address, err := url.Parse(target)
	if err == nil && kindOf(address.Path) == 's' {
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
func (r *renderer) missing(ref reference, file, reason string) {
	if reason != "" {
		reason = ": " + reason
	}
	r.issue(ref.node, "missing-media", fmt.Sprintf("missing %q%s", file, reason), "")
	r.write(`<span class="missing">picture missing: `)
	r.plain([]byte(file))
	r.write("</span>")
}

// decodePath resolves percent signs in a path and drops what stands behind "?" or "#" of an address.
func decodePath(target string) string {
	target = strings.TrimPrefix(target, "file://")
	if decoded, err := url.PathUnescape(target); err == nil {
		return decoded
	}
	return target
}

// image writes ![alt](path), ![alt|300](path) and ![300](path).
func (r *renderer) image(n *ast.Image) {
	ref := reference{node: n, target: string(appendMarkdown(nil, n.Destination, asText)), alt: r.doc.Text(n),
		title: string(appendMarkdown(nil, n.Title, asText))}
	i := strings.LastIndexByte(ref.alt, '|')
	if w, h, ok := wikilink.Size(ref.alt[i+1:]); ok {
		ref.width, ref.height, ref.alt = w, h, strings.TrimSpace(ref.alt[:max(i, 0)])
	}
	if ref.target == "" {
		r.plain([]byte(ref.alt))
		return
	}
	r.show(ref)
}

// wikiLink writes an embedded picture, sound or video; of anything else the text.
func (r *renderer) wikiLink(n *wikilink.Node) {
	if !n.Embed || kindOf(n.Target) == 0 {
		r.plain([]byte(n.Label()))
		return
	}
	r.show(reference{node: n, target: string(appendMarkdown(nil, []byte(n.Target), asText)), alt: n.Alias,
		width: n.Width, height: n.Height})
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
