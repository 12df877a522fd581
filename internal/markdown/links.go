package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// isWeb tells that an address leads to the web or to a mailbox: the only ones that become links.
func isWeb(address []byte) bool {
	return isRemote(address) || hasPrefixFold(address, "mailto:")
}

// isRemote tells that an address leads to the web.
func isRemote(address []byte) bool {
	return hasPrefixFold(address, "http://") || hasPrefixFold(address, "https://") || bytes.HasPrefix(address, []byte("//"))
}

func hasPrefixFold(s []byte, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(string(s[:len(prefix)]), prefix)
}

// openLink writes the tag of a link; address has neither escapes nor entities.
func (r *renderer) openLink(address []byte) {
	r.write("<a")
	r.attribute("href", util.URLEscape(address, false))
	r.write(">")
	r.links++
}

func (r *renderer) closeLink() {
	r.write("</a>")
	r.links--
}

// reach returns the address to which a link of the source leads; empty where only its text is shown.
func (r *renderer) reach(address []byte) []byte {
	if bytes.HasPrefix(address, []byte("//")) {
		address = append([]byte("https:"), address...) // a card has no address of its own to take the scheme from
	}
	if isWeb(address) {
		return address
	}
	if r.world == nil {
		return nil
	}
	if note, fragment, ok := noteTarget(string(address)); ok {
		return []byte(r.world.Address(note + "#" + fragment))
	}
	if hasPrefixFold(address, "obsidian:") {
		return []byte(r.world.Address(string(address)))
	}
	return nil
}

// noteLink writes a link to a note or file of the vault, or its text alone.
func (r *renderer) noteLink(target, text string) {
	address := ""
	if r.world != nil && r.links == 0 {
		address = r.world.Address(target)
	}
	if address == "" {
		r.plain([]byte(text))
		return
	}
	r.openLink([]byte(address))
	r.plain([]byte(text))
	r.closeLink()
}

// link writes a link; where it leads nowhere for a learner, only its text.
func (r *renderer) link(n *ast.Link) {
	address := r.reach(appendMarkdown(nil, n.Destination, asText))
	if len(address) == 0 || r.links > 0 {
		r.children(n)
		return
	}
	r.openLink(address)
	if n.HasChildren() {
		r.children(n)
	} else {
		r.plain(address)
	}
	r.closeLink()
}

// autoLink writes <https://…> and <name@…>.
func (r *renderer) autoLink(n *ast.AutoLink) {
	label := n.Label(r.doc.Source)
	address := n.URL(r.doc.Source)
	if n.AutoLinkType == ast.AutoLinkEmail && !hasPrefixFold(address, "mailto:") {
		address = append([]byte("mailto:"), address...)
	}
	if address = r.reach(address); len(address) == 0 || r.links > 0 {
		r.plain(label)
		return
	}
	r.openLink(address)
	r.plain(label)
	r.closeLink()
}

// prose writes text of the source; bare addresses in it become links.
func (r *renderer) prose(s []byte) {
	r.look(s)
	for r.links == 0 && len(r.buf) <= r.limit {
		start, end := findAddress(s)
		if start < 0 {
			break
		}
		r.markdown(s[:start])
		address := appendMarkdown(nil, s[start:end], asText)
		if hasPrefixFold(address, "www.") {
			address = append([]byte("http://"), address...)
		}
		r.openLink(address)
		r.buf = appendMarkdown(r.buf, s[start:end], asHTML)
		r.closeLink()
		s = s[end:]
	}
	r.markdown(s)
}
