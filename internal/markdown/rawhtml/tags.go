// Package rawhtml reads HTML within Markdown, a little other than CommonMark does:
//
//   - What looks like a tag but has no name that HTML knows is text: Vec<i32>, <VAR_NAME>, <stdio.h>.
//   - A block that begins with a details or summary tag, or with a tag that says markdown="1", ends with its line, so that the
//     Markdown below it is Markdown; and its own text is parsed too, into a child of the block.
//   - Instructions and declarations, <?…> and <!…>, are text, and so is <pre> or <script> that never closes.
package rawhtml

import "bytes"

// known are the elements of HTML, those of the past included.
var known = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range bytes.Fields([]byte(`a abbr acronym address applet area article aside audio b base basefont bdi bdo big
		blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir
		div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
		html i iframe img input ins kbd label legend li link main map mark marquee menu menuitem meta meter nav nobr noframes
		noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp script search section
		select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
		time title tr track tt u ul var video wbr`)) {
		m[string(name)] = true
	}
	return m
}()

// Name returns the name of the tag that begins at the start of text, lower case, without its "/". It is empty where
// no tag begins.
func Name(text []byte) string {
	if len(text) < 2 || text[0] != '<' {
		return ""
	}
	text = text[1:]
	if text[0] == '/' {
		text = text[1:]
	}
	n := 0
	for n < len(text) && (text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z' || n > 0 && text[n] >= '0' && text[n] <= '9') {
		n++
	}
	if n < len(text) && (text[n] == '-' || text[n] == '_' || text[n] == ':' || text[n] == '.') {
		return ""
	}
	return string(bytes.ToLower(text[:n]))
}

// Known tells that HTML has an element of that name, given in lower case.
func Known(name string) bool { return known[name] }
