package main

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// span is a formula or a picture in a source.
type span struct {
	at   int // byte offset
	text string
}

// sourceFormulas scans a source for formulas without a parser: $…$ by Pandoc's rule, $$…$$, \(…\) and \[…\], outside
// of code.
func sourceFormulas(source string) []span {
	s := maskCode(source)
	var found []span
	for i := 0; i < len(s); {
		open, shut := opener(s[i:])
		if open == "" {
			i++
			continue
		}
		start := i + len(open)
		end := closer(s, start, shut)
		if end < 0 {
			i = start
			continue
		}
		if tex := s[start:end]; strings.TrimSpace(tex) != "" && !strings.Contains(tex, "\x00") {
			found = append(found, span{i, tex})
		}
		i = end + len(shut)
	}
	return found
}

func opener(s string) (open, shut string) {
	switch {
	case strings.HasPrefix(s, `\$`), strings.HasPrefix(s, `\\`):
		return "", ""
	case strings.HasPrefix(s, `\(`):
		return `\(`, `\)`
	case strings.HasPrefix(s, `\[`):
		return `\[`, `\]`
	case strings.HasPrefix(s, "$$"):
		return "$$", "$$"
	case strings.HasPrefix(s, "$") && len(s) > 1 && !isBlank(s[1]):
		return "$", "$"
	}
	return "", ""
}

var emptyLine = regexp.MustCompile(`\n[ \t>]*\n`)

// closer returns the offset of what closes a formula, -1 where the paragraph ends before.
func closer(s string, start int, shut string) int {
	for i := start; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], shut):
			if shut == "$" && !closesDollar(s, i) {
				return -1
			}
			if shut != "$$" && emptyLine.MatchString(s[start:i]) {
				return -1
			}
			return i
		case s[i] == '\\':
			i++
		}
	}
	return -1
}

func closesDollar(s string, i int) bool {
	return !isBlank(s[i-1]) && (i+1 == len(s) || s[i+1] < '0' || s[i+1] > '9')
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// fieldFormulas returns the formulas of HTML fragments, code left out.
func fieldFormulas(fragments ...string) []string {
	var found []string
	for _, f := range fragments {
		for _, m := range fieldFormula.FindAllStringSubmatch(proseOf(f), -1) {
			found = append(found, m[1]+m[2])
		}
	}
	return found
}

var fieldFormula = regexp.MustCompile(`(?s)\\\((.*?)\\\)|\\\[(.*?)\\\]`)

// proseOf is the text of a fragment without its code.
func proseOf(fragment string) string {
	var b strings.Builder
	code := 0
	for z := html.NewTokenizer(strings.NewReader(fragment)); z.Next() != html.ErrorToken; {
		switch token := z.Token(); {
		case token.Type == html.TextToken && code == 0:
			b.WriteString(token.Data)
		case token.Data != "code" && token.Data != "pre":
		case token.Type == html.StartTagToken:
			code++
		case token.Type == html.EndTagToken:
			code--
		}
	}
	return b.String()
}

var (
	quoteMark = regexp.MustCompile(`\n[ \t>]*`)
	blanks    = regexp.MustCompile(`\s+`)
)

// sameTeX returns the form in which two spellings of a formula are compared: without quote marks, runs of blanks as
// one, braces joined, a row end or a bar with and without an escape alike.
func sameTeX(tex string) string {
	tex = quoteMark.ReplaceAllString(tex, "\n")
	tex = clozeMark.ReplaceAllString(tex, "")
	tex = strings.TrimSpace(blanks.ReplaceAllString(tex, " "))
	for _, brace := range []string{"{", "}"} {
		for strings.Contains(tex, brace+" "+brace) {
			tex = strings.ReplaceAll(tex, brace+" "+brace, brace+brace)
		}
	}
	for strings.Contains(tex, `\\\\`) {
		tex = strings.ReplaceAll(tex, `\\\\`, `\\`)
	}
	return strings.ReplaceAll(tex, `\|`, "|")
}

// bracketed returns a formula with its clozes in brackets, as a source may write them that hides what stands in
// brackets.
func bracketed(tex string) string {
	var b strings.Builder
	for {
		at := clozeMark.FindStringIndex(tex)
		if at == nil {
			return b.String() + tex
		}
		b.WriteString(tex[:at[0]] + "[")
		tex = tex[at[1]:]
		depth := 0
		for i := 0; i < len(tex); i++ {
			if tex[i] == '{' {
				depth++
			} else if tex[i] == '}' {
				if depth--; depth < 0 {
					b.WriteString(strings.TrimSpace(tex[:i]) + "]")
					tex = strings.TrimPrefix(tex[i:], "}}")
					break
				}
			}
		}
	}
}
