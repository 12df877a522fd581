package code

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

const (
	// maxColoured is how long, in bytes, code may be to be coloured, and maxLine how long its lines: the lexers are
	// regular expressions that go back.
	maxColoured = 32 << 10
	maxLine     = 1000
	// maxCache is how much coloured code, in bytes, is kept for equal blocks, maxLexers how many names of languages.
	maxCache  = 4 << 20
	maxLexers = 2000
)

// Append appends code as HTML to dst, coloured by spans of chroma's classes where the language is known. escape
// appends plain text as HTML.
func Append(dst []byte, language string, text []byte, escape func(dst, s []byte) []byte) []byte {
	lexer := lexerOf(language)
	if lexer == nil || len(text) > maxColoured || hasLongLine(text) {
		return escape(dst, text)
	}
	key := cacheKey{lexer, string(text)}
	if html, ok := coloured.get(key); ok {
		return append(dst, html...)
	}
	tokens, err := tokensOf(lexer, key.text)
	if err != nil {
		return escape(dst, text)
	}
	start := len(dst)
	for _, token := range tokens {
		class := classOf(token.Type)
		if class == "" {
			dst = escape(dst, []byte(token.Value))
			continue
		}
		dst = append(append(append(dst, `<span class="`...), class...), `">`...)
		dst = escape(dst, []byte(token.Value))
		dst = append(dst, "</span>"...)
	}
	coloured.put(key, string(dst[start:]))
	return dst
}

// classOf returns the class of a token, or of what it is a kind of; empty for plain text.
func classOf(t chroma.TokenType) string {
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			if t == chroma.Error || t == chroma.Text || t == chroma.TextWhitespace {
				return ""
			}
			return class
		}
	}
	return ""
}

// hasLongLine tells that a line is longer than maxLine.
func hasLongLine(text []byte) bool {
	run := 0
	for _, c := range text {
		run++
		if c == '\n' {
			run = 0
		}
		if run > maxLine {
			return true
		}
	}
	return false
}

var known struct {
	sync.RWMutex
	lexers map[string]chroma.Lexer
}

// lexerOf returns the lexer of a language as the info string of a fence names it: "python", "{.python .numberLines}",
// "js:title", "{r, echo=FALSE}". It is nil for an unknown one, and remembered, for chroma takes long to find out.
func lexerOf(language string) chroma.Lexer {
	language = strings.ToLower(strings.TrimLeft(language, "{."))
	if i := strings.IndexAny(language, " ,:{}="); i >= 0 {
		language = language[:i]
	}
	if language == "" || language == "text" || language == "txt" || language == "plaintext" || len(language) > 30 {
		return nil
	}
	known.RLock()
	lexer, ok := known.lexers[language]
	known.RUnlock()
	if ok {
		return lexer
	}
	if lexer = lexers.Get(language); changesRules(lexer) {
		lexer = nil
	}
	known.Lock()
	defer known.Unlock()
	if known.lexers == nil || len(known.lexers) >= maxLexers {
		known.lexers = map[string]chroma.Lexer{}
	}
	known.lexers[language] = lexer
	return lexer
}

// changesRules reports whether a lexer changes its own rules while it reads, so that its tokens depend on what it
// read before, in any goroutine: what a block looks like must not.
func changesRules(lexer chroma.Lexer) bool { return lexer != nil && lexer.Config().Name == "Raku" }

// cacheKey is one block of code.
type cacheKey struct {
	lexer chroma.Lexer
	text  string
}

// cache keeps coloured code. When it is full it begins anew; what it gives does not depend on what it holds.
type cache struct {
	sync.RWMutex
	html map[cacheKey]string
	size int
}

var coloured cache

func (c *cache) get(key cacheKey) (string, bool) {
	c.RLock()
	defer c.RUnlock()
	html, ok := c.html[key]
	return html, ok
}

func (c *cache) put(key cacheKey, html string) {
	c.Lock()
	defer c.Unlock()
	if c.html == nil || c.size > maxCache {
		c.html, c.size = map[cacheKey]string{}, 0
	}
	c.html[key] = html
	c.size += len(key.text) + len(html)
}
