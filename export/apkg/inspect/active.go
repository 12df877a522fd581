package inspect

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// activeTags run something, load a page or take over the card.
var activeTags = map[string]bool{"script": true, "iframe": true, "frame": true, "frameset": true, "object": true, "embed": true, "applet": true, "form": true,
	"base": true, "meta": true, "link": true}

// found is what a field holds beside its text.
type found struct {
	// active is the beginning of the first tag that runs something; remote are addresses on the web that its tags and
	// styles fetch.
	active string
	remote []string
	// text is what MathJax looks for formulas in.
	text strings.Builder
}

// activeTag returns the beginning of the first tag in a template that runs something.
func activeTag(template string) string { return readField(template).active }

// readField reads a field as a browser does.
func readField(field string) *found {
	f := &found{}
	f.read(field, strings.Contains(field, "<svg") || strings.Contains(field, "<math"))
	return f
}

// read reads a piece of HTML. In pictures and formulas of XML the text of a style or the like is no text, but tags.
func (f *found) read(fragment string, xml bool) {
	// What stands behind the field in the template ends the name of a tag, a quoted value, and the tag that the field
	// leaves open.
	tokens := html.NewTokenizer(strings.NewReader(fragment + ` ">'>`))
	skipped, raw := "", ""
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			text := string(tokens.Text())
			switch {
			case raw == "style":
				f.addresses(text)
				fallthrough
			case raw != "":
				if xml {
					f.read(text, false)
				}
			case skipped == "":
				f.text.WriteString(text)
			}
			raw = ""
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := string(tokens.Raw())
			token := tokens.Token()
			f.tag(tag, token)
			switch token.Data {
			case "br":
				f.text.WriteByte('\n')
			case "script", "style", "textarea", "noscript", "title", "xmp", "iframe", "noembed", "noframes":
				raw = token.Data
			case "pre", "code", "annotation", "annotation-xml":
				if skipped == "" {
					skipped = token.Data
				}
			}
		case html.EndTagToken:
			if name, _ := tokens.TagName(); string(name) == skipped {
				skipped = ""
			}
			raw = ""
		}
	}
}

// tag looks at a tag and its attributes.
func (f *found) tag(source string, token html.Token) {
	active := activeTags[token.Data]
	for _, a := range token.Attr {
		switch name := a.Key; {
		case isHandler(name):
			active = true
		case name == "style":
			f.addresses(a.Val)
		case name == "alt" || name == "title" || name == "class" || name == "id" || strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "aria-"):
			// text, which nothing acts upon
		case isScript(a.Val):
			active = true
		case name == "srcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					f.fetch(fields[0])
				}
			}
		case name == "background" || name == "poster" || name == "src" || name == "data" || (name == "href" || name == "xlink:href") && token.Data != "a" && token.Data != "area":
			f.fetch(a.Val)
		}
	}
	if active && f.active == "" {
		f.active = beginning(strings.TrimSuffix(strings.TrimSuffix(source, ">"), ` "`))
	}
}

// isHandler reports whether an attribute is that of an event.
func isHandler(name string) bool {
	rest, ok := strings.CutPrefix(name, "on")
	return ok && rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz") == ""
}

// isScript reports whether an address is a script, as browsers read addresses: without blanks and controls before it,
// and without tabs and ends of lines anywhere.
func isScript(address string) bool {
	if !strings.Contains(address, ":") {
		return false
	}
	address = strings.TrimLeftFunc(address, func(r rune) bool { return r <= ' ' })
	scheme, _, _ := strings.Cut(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address), ":")
	return strings.EqualFold(scheme, "javascript") || strings.EqualFold(scheme, "vbscript")
}

// styleAddress finds what a style fetches.
var styleAddress = regexp.MustCompile(`(?i)(?:url\(|@import\s+(?:url\()?)\s*["']?([^"'()\s;]+)`)

// addresses notes what a style fetches.
func (f *found) addresses(style string) {
	for _, m := range styleAddress.FindAllStringSubmatch(style, -1) {
		f.fetch(m[1])
	}
}

// fetch notes an address on the web.
func (f *found) fetch(address string) {
	address = strings.TrimSpace(address)
	lower := strings.ToLower(address[:min(len(address), len("https://"))])
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "//") {
		f.remote = append(f.remote, address)
	}
}
