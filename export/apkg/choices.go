package apkg

import (
	"html"
	"strings"

	"github.com/examdeck/examdeck/deck"
	xhtml "golang.org/x/net/html"
)

// choicesHTML writes options as the field Choices holds them: a list, the right ones of class "right", which the style
// marks on the back only. Several right ones make the list one of class "many".
func choicesHTML(options []deck.Option) string {
	if len(options) == 0 {
		return ""
	}
	var b strings.Builder
	right := 0
	for _, o := range options {
		class := ""
		if o.Right {
			right++
			class = ` class="right"`
		}
		b.WriteString("<li" + class + `><span class="letter">` + escape(o.Letter) + `</span><div class="option" dir="auto">` + o.HTML +
			"</div></li>\n")
	}
	class := "choices"
	if right > 1 {
		class += " many"
	}
	return `<ol class="` + class + `">` + "\n" + b.String() + "</ol>"
}

// parseChoices gives the options that [choicesHTML] wrote. What a learner's editing made of them is read as well as it goes.
func parseChoices(field string) []deck.Option {
	var options []deck.Option
	z := xhtml.NewTokenizer(strings.NewReader(field))
	lists, divs := 0, 0
	var letter, text strings.Builder
	inLetter := false
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			return options
		}
		raw := string(z.Raw())
		name, class := tagAndClass(z, kind)
		switch {
		case divs > 0: // inside an option's text, which may hold lists and boxes of its own
			if name == "div" {
				divs += step(kind)
			}
			if divs > 0 {
				text.WriteString(raw)
			} else if len(options) > 0 {
				options[len(options)-1].HTML = text.String()
			}
		case name == "ol":
			lists += step(kind)
		case name == "li" && kind == xhtml.StartTagToken && lists == 1:
			options = append(options, deck.Option{Right: class == "right"})
		case name == "span" && class == "letter":
			letter.Reset()
			inLetter = true
		case name == "span" && inLetter:
			inLetter = false
			if len(options) > 0 {
				options[len(options)-1].Letter = unescape(letter.String())
			}
		case name == "div" && kind == xhtml.StartTagToken:
			divs = 1
			text.Reset()
		case inLetter:
			letter.WriteString(raw)
		}
	}
}

// step is how a tag changes the number of open elements.
func step(kind xhtml.TokenType) int {
	switch kind {
	case xhtml.StartTagToken:
		return 1
	case xhtml.EndTagToken:
		return -1
	}
	return 0
}

// tagAndClass gives the name and the class of the current tag; nothing for other tokens.
func tagAndClass(z *xhtml.Tokenizer, kind xhtml.TokenType) (name, class string) {
	switch kind {
	case xhtml.StartTagToken, xhtml.EndTagToken, xhtml.SelfClosingTagToken:
	default:
		return "", ""
	}
	tag, more := z.TagName()
	name = string(tag)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "class" {
			class = html.UnescapeString(string(value))
		}
	}
	return name, class
}
