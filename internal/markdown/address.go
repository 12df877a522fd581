package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// addressParser keeps the marks in a bare address from being read as Markdown: it makes one text node of all behind
// the scheme. The link itself is made when the text is written; goldmark's own parser of bare addresses takes as long
// as all others together.
type addressParser struct{}

// Trigger implements parser.InlineParser.
func (addressParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (addressParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	if !bytes.HasPrefix(line, []byte("://")) || len(line) < 4 || schemeStart(reader.Source()[:segment.Start]) < 0 {
		return nil
	}
	end := addressEnd(line, len("://"))
	if i := bytes.IndexAny(line[:end], "[]$\\"); i >= 0 {
		end = i
	}
	if end <= len("://") {
		return nil
	}
	reader.Advance(end)
	return ast.NewTextSegment(segment.WithStop(segment.Start + end))
}

// findAddress finds the first bare web address in text (GFM, section "Autolinks"); start is -1 without one.
func findAddress(s []byte) (start, end int) {
	for at := 0; at < len(s); {
		scheme, www := bytes.Index(s[at:], []byte("://")), bytes.Index(s[at:], []byte("www."))
		var next int
		switch {
		case scheme < 0 && www < 0:
			return -1, -1
		case scheme >= 0 && (www < 0 || scheme < www):
			start, next = schemeStart(s[:at+scheme]), at+scheme+len("://")
		default:
			start, next = at+www, at+www+len("www.")
		}
		if start >= at && (start == 0 || !util.IsAlphaNumeric(s[start-1])) && next < len(s) {
			if end = addressEnd(s, next); end > next {
				return start, end
			}
		}
		at = next
	}
	return -1, -1
}

// schemeStart returns where the scheme at the end of text begins, -1 where it is not one of the web's.
func schemeStart(s []byte) int {
	for _, scheme := range []string{"https", "http"} {
		if n := len(s) - len(scheme); n >= 0 && strings.EqualFold(string(s[n:]), scheme) {
			return n
		}
	}
	return -1
}

// addressEnd returns where the address whose host begins at host ends; host itself where there is none.
func addressEnd(s []byte, host int) int {
	if !util.IsAlphaNumeric(s[host]) && s[host] < 0x80 && s[host] != '[' {
		return host
	}
	end := host
	for end < len(s) && s[end] > ' ' && bytes.IndexByte([]byte("<>\"`|"), s[end]) < 0 && !isWideStop(s[end:]) {
		end++
	}
	open, closed := bytes.Count(s[host:end], []byte{'('}), bytes.Count(s[host:end], []byte{')'})
	for end > host {
		switch c := s[end-1]; {
		case bytes.IndexByte([]byte("?!.,:;*_~'\\]}"), c) >= 0 || c == ')' && closed > open:
			if c == ')' {
				closed--
			}
			end--
		case c == '=' && bytes.HasSuffix(s[host:end], []byte("==")):
			end -= 2
		default:
			return end
		}
	}
	return host
}

// isWideStop tells that text begins with one of the full-width marks that end a sentence or a parenthesis.
func isWideStop(s []byte) bool {
	if s[0] != 0xe3 && s[0] != 0xef {
		return false
	}
	for _, stop := range []string{"。", "、", "，", "；", "：", "）", "」", "】", "！", "？", "　"} {
		if bytes.HasPrefix(s, []byte(stop)) {
			return true
		}
	}
	return false
}
