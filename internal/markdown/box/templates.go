package box

import (
	"bytes"
	"strings"
)

// templates are the tags that Liquid, Jinja and GitBook write as "{% hint %}" … "{% endhint %}", Hugo as
// "{{< details "Title" >}}" … "{{< /details >}}" or with percent signs. Tags without an end are no boxes.
var templates = &syntax{
	first: "{",
	open: func(line []byte) (o opening, ok bool) {
		inner, mark, ok := templateTag(line)
		if !ok {
			return o, false
		}
		name := nameLength(inner)
		if name == 0 {
			return o, false
		}
		o.head = head{name: strings.ToLower(string(inner[:name])), nameTo: name}
		if o.head.name == "hint" && bytes.Contains(inner, []byte("style=")) { // GitBook's box for any remark
			o.head.name = "note"
		}
		if strings.HasPrefix(o.head.name, "end") || verbatim[o.head.name] {
			return o, false
		}
		o.head.from, o.head.to = templateTitle(inner, name)
		o.mark = mark
		return o, true
	},
	closes: func(line []byte, o *opening) bool {
		inner, _, ok := templateTag(line)
		if !ok {
			return false
		}
		name := strings.ToLower(strings.Fields(string(inner) + " x")[0])
		if name == "endhint" && o.head.name == "note" {
			return true
		}
		return name == "end"+o.head.name || name == "/"+o.head.name || name == "/" && string(bytes.TrimSpace(inner[1:])) == o.head.name
	},
	closer: func(line []byte) bool {
		inner, _, ok := templateTag(line)
		return ok && len(inner) > 0 && !shown[strings.ToLower(string(inner[:nameLength(inner)]))]
	},
}

// verbatim are the tags whose text is code, shown those of which more is to be seen than what stands between them.
var (
	verbatim = words("raw highlight verbatim comment")
	shown    = words("embed figure img image include includes youtube cite ref relref link video audio gist file content-ref math katex")
)

// templateTag returns what a line says that is one tag and nothing else, and how long its mark is.
func templateTag(line []byte) (inner []byte, mark int, ok bool) {
	for _, pair := range [...][2]string{{"{%", "%}"}, {"{{<", ">}}"}, {"{{%", "%}}"}} {
		rest, begins := bytes.CutPrefix(line, []byte(pair[0]))
		rest, ends := bytes.CutSuffix(rest, []byte(pair[1]))
		if !begins || !ends || bytes.Contains(rest, []byte(pair[1])) {
			continue
		}
		rest = bytes.TrimPrefix(rest, []byte("-"))
		text := bytes.TrimLeft(rest, " \t")
		mark = bytes.Index(line, text)
		return bytes.TrimRight(text, " \t-/"), mark, true
	}
	return nil, 0, false
}

// templateTitle tells where the title stands in a tag: the value of title or summary, what is in quotes, or the words
// behind its name.
func templateTitle(inner []byte, name int) (from, to int) {
	for _, key := range []string{"title=", "summary=", "label=", "name="} {
		if i := bytes.Index(inner, []byte(key)); i > 0 {
			if from, to, n := attributeValue(inner, i+len(key)); n > 0 {
				return from, to
			}
		}
	}
	from = name + len(inner[name:]) - len(bytes.TrimLeft(inner[name:], " \t"))
	if from < len(inner) && (inner[from] == '"' || inner[from] == '\'') {
		if end := bytes.IndexByte(inner[from+1:], inner[from]); end >= 0 {
			return from + 1, from + 1 + end
		}
	}
	if bytes.IndexByte(inner, '=') >= 0 || bytes.IndexByte(inner, ',') >= 0 {
		return name, name
	}
	return from, len(inner)
}

// attributeValue tells where the value at an offset of a tag stands.
func attributeValue(text []byte, at int) (from, to, n int) {
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		if end := bytes.IndexByte(text[at+1:], text[at]); end >= 0 {
			return at + 1, at + 1 + end, end + 2
		}
	}
	return 0, 0, 0
}
