package component

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxList is how long a list of YAML between tags may be, in bytes.
const maxList = 64 << 10

// readTemplate reads a tag of a template at an offset, whose line ends at another, and the list up to its end tag; nil if
// something else stands there.
func readTemplate(src []byte, from, below int) *Node {
	rest, _ := bytes.CutSuffix(bytes.TrimSpace(src[from:below]), []byte("}"))
	name := string(bytes.TrimLeft(rest, "{%<- \t"))
	if end := strings.IndexFunc(name, func(r rune) bool { return !isWord(byte(min(r, 0x80))) && r != '-' }); end > 0 {
		name = name[:end]
	}
	src = src[:min(len(src), below+maxList)]
	item := bytes.TrimLeft(src[below:], " \n")
	if colon := bytes.IndexByte(item, ':'); name == "" || colon < 0 || !isKey(item[:colon]) {
		return nil
	}
	for at := below; at < len(src); {
		line, _, _ := bytes.Cut(src[at:], []byte("\n"))
		if closing := strings.ToLower(string(bytes.Trim(line, "{}%<>- \t\r"))); bytes.HasPrefix(line, []byte("{")) &&
			(closing == "/"+name || closing == "/ "+name || closing == "end"+name) {
			if values := readList(src[below:at]); values != nil {
				return &Node{Name: name, Values: values, end: at + len(line)}
			}
			return nil
		}
		at += len(line) + 1
	}
	return nil
}

// isKey reports whether a text is the first key of a list: "- q", "questions".
func isKey(text []byte) bool {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("-")), " ")
	return len(text) > 0 && bytes.IndexFunc(text, func(r rune) bool { return !isWord(byte(min(r, 0x80))) && r != '-' }) < 0
}

// readList reads a list of YAML whose items have several values each, which may be that of a single key; nil for others.
func readList(text []byte) []map[string]any {
	var value any
	if yaml.Unmarshal(text, &value) != nil {
		return nil
	}
	if object, ok := value.(map[string]any); ok && len(object) == 1 {
		for _, value = range object {
		}
	}
	list, _ := value.([]any)
	var items []map[string]any
	for _, v := range list {
		item, ok := v.(map[string]any)
		if !ok || len(item) < 2 {
			return nil
		}
		items = append(items, item)
	}
	return items
}
