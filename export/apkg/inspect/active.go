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
		if tag := fragment[:end]; active(tag) {
			return "<" + beginning(tag)
		}
	}
}

func active(tag string) bool {
	name := tag
	if i := strings.IndexAny(tag, " \t\n\r\f/"); i >= 0 {
		name = tag[:i]
	}
	if name == "" {
		return false
	}
	if activeTags[strings.ToLower(name)] {
		return true
	}
	if len(name) == len(tag) || !strings.Contains(tag, "=") {
		return false
	}
	rest := strings.ToLower(tag[len(name):])
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
