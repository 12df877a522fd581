package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// templateParser reads the tags of templates in running text: Liquid's and Jinja's "{% tag %}", Hugo's "{{< tag >}}" and
// "{{% tag %}}", and settings of the site, "{{ site.title }}". A tag shows the text that it names, or nothing; a link
// that a tag makes the address of shows its text. Names in braces that no site knows, "{{ name }}", are text.
type templateParser struct{}

// Trigger implements parser.InlineParser.
func (templateParser) Trigger() []byte { return []byte{'{', '[', ']'} }

// templateLink is where the address stands of a link to what a template says.
type templateLink struct{ from, to int }

var templateLinkKey = parser.NewContextKey()

// Parse implements parser.InlineParser.
func (templateParser) Parse(_ ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	from, to, n := 0, 0, 0
	switch line[0] {
	case '{':
		from, to, n = templateTag(line)
	case '[':
		if len(line) > 6 && bytes.Contains(line, []byte("]({")) {
			if m := templateAddress.FindSubmatchIndex(line); m != nil {
				pc.Set(templateLinkKey, templateLink{segment.Start + m[3], segment.Start + m[1]})
				n = 1
			}
		}
	case ']':
		if link, ok := pc.Get(templateLinkKey).(templateLink); ok && link.from == segment.Start {
			n = link.to - link.from
		}
	}
	if n == 0 {
		return nil
	}
	reader.Advance(n)
	return ast.NewTextSegment(text.NewSegment(segment.Start+from, segment.Start+to))
}

var (
	// templateAddress matches a link whose address a tag gives, at least its beginning.
	templateAddress = regexp.MustCompile(`^\[([^\[\]\n]+)\]\(\{(?:\{[^{}\n]*\}|%[^%\n]*%)\}[^()\s]*(?:\s+"[^"\n]*")?\)`)
	// liquidTag, shortcode and setting match a tag; their first group is its name.
	liquidTag = regexp.MustCompile(`^\{%[-+]?\s*(/?[a-zA-Z][\w-]*)(?:\s[^\n]*?)?[-+]?%\}`)
	shortcode = regexp.MustCompile(`^\{\{(?:<\s*(/?\s*[a-zA-Z][\w/-]*)(?:\s[^\n]*?)?/?>|%\s*(/?\s*[a-zA-Z][\w/-]*)(?:\s[^\n]*?)?/?%)\}\}`)
	setting   = regexp.MustCompile(`^\{\{-?\s*(?:site|page|book|layout|include|post)\.[^{}\n]*\}\}`)
	// spoken matches what a tag says that is to be seen.
	spoken = regexp.MustCompile(`\s(?:text|label|title|content|url)\s*=\s*(?:"([^"\n]+)"|'([^'\n]+)'|“([^”\n]+)”)`)
	// keys are the tags whose arguments are text.
	keys = regexp.MustCompile(`^\{[{%][<%]?\s*(?:kbd|keys?|button|badge|abbr|mark|sup|sub)\s+["']?([^"'\n]*?)["']?\s*/?[>%}]+$`)
	// verbatim matches text in which no tag is one.
	verbatimTag = regexp.MustCompile(`^\{%-?\s*(?:raw|verbatim)\s*-?%\}([^\n]*?)\{%-?\s*(?:endraw|endverbatim)\s*-?%\}`)
)

// templateTag returns where the text stands that a tag at the start of a line shows, and the tag's length, 0 where none
// stands there.
func templateTag(line []byte) (from, to, n int) {
	if len(line) < 5 || line[1] != '{' && line[1] != '%' {
		return 0, 0, 0
	}
	if m := verbatimTag.FindSubmatchIndex(line); m != nil {
		return m[2], m[3], m[1]
	}
	for _, form := range [...]*regexp.Regexp{liquidTag, shortcode, setting} {
		m := form.FindIndex(line)
		if m == nil {
			continue
		}
		tag := line[:m[1]]
		for _, shows := range [...]*regexp.Regexp{keys, spoken} {
			if m := shows.FindSubmatchIndex(tag); m != nil && form != setting {
				for i := 2; i < len(m); i += 2 {
					if m[i] >= 0 {
						return m[i], m[i+1], len(tag)
					}
				}
			}
		}
		return 0, 0, len(tag)
	}
	return 0, 0, 0
}

// templatePath returns the path that a picture's address names whose beginning, or all of it, a template gives.
func templatePath(target []byte) []byte {
	if m := quotedPath.FindSubmatch(target); m != nil {
		return m[1]
	}
	if m := setting.FindIndex(target); m != nil && m[1] < len(target) {
		return target[m[1]:]
	}
	return target
}

var quotedPath = regexp.MustCompile(`^\{\{-?\s*["']([^"'\n]+)["'][^{}"'\n]*\}\}$`)
