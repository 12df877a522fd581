package inspect

import "strings"

// activeTags run something, load a page or take over the card.
var activeTags = map[string]bool{"script": true, "iframe": true, "frame": true, "object": true, "embed": true, "applet": true, "form": true,
	"base": true, "meta": true, "link": true}

// runs gives the beginning of the first tag in a fragment that is active: one of activeTags, or any with an event handler or
// an address that is a script. It is empty where there is none.
func runs(fragment string) string {
	for {
		start := strings.IndexByte(fragment, '<')
		if start < 0 {
			return ""
		}
		fragment = fragment[start+1:]
		end := strings.IndexByte(fragment, '>')
		if end < 0 {
			end = len(fragment)
		}
		if tag := firstActive(fragment[:end]); tag != "" {
			return "<" + beginning(tag)
		}
		fragment = fragment[end:]
	}
}

// firstActive gives the first active tag of those that end in one place: the text has a "<" before it and a ">" behind it, and each "<" in
// it may begin one as well. The attributes are those of the first that has a name, whichever of them it is that has them in truth.
func firstActive(text string) string {
	attributes := false // whether they were looked at
	for {
		if name := tagName(text); activeTags[strings.ToLower(name)] {
			return text
		} else if name != "" && !attributes {
			attributes = true
			if activeAttributes(text) {
				return text
			}
		}
		next := strings.IndexByte(text, '<')
		if next < 0 {
			return ""
		}
		text = text[next+1:]
	}
}

// tagName gives the beginning of a tag's name: enough to know those that are active.
func tagName(tag string) string {
	const enough = 10
	tag = tag[:min(len(tag), enough)]
	if i := strings.IndexAny(tag, " \t\n\r\f/"); i >= 0 {
		return tag[:i]
	}
	return tag
}

// activeAttributes tells whether a tag has an event handler, or an address that is a script.
func activeAttributes(tag string) bool {
	i := strings.IndexAny(tag, " \t\n\r\f/")
	if i < 0 || !strings.Contains(tag, "=") {
		return false
	}
	rest := strings.ToLower(tag[i:])
	if strings.Contains(rest, "script") {
		packed := strings.NewReplacer(`"`, "", "'", "").Replace(strings.Join(strings.Fields(rest), ""))
		if strings.Contains(packed, "=javascript:") || strings.Contains(packed, "=vbscript:") {
			return true
		}
	}
	for i := strings.Index(rest, "on"); i >= 0; {
		if i > 0 && strings.IndexByte(" \t\n\r\f/\"'", rest[i-1]) >= 0 && handler(rest[i+2:]) {
			return true
		}
		next := strings.Index(rest[i+2:], "on")
		if next < 0 {
			break
		}
		i += 2 + next
	}
	return false
}

// handler tells whether the rest of an attribute that begins with "on" is that of an event: letters and "=".
func handler(s string) bool {
	n := 0
	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	return n > 0 && strings.HasPrefix(strings.TrimLeft(s[n:], " \t\n\r\f"), "=")
}
