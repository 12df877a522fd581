package notetype

import (
	"html"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/direction"
	xhtml "golang.org/x/net/html"
)

// ChoicesHTML writes options as the field Choices holds them: a list, the right ones of class "right", which the style
// marks on the back only. Several right ones make the list one of class "many"; "shuffle" asks for a new order each day.
// base is the direction of the note ([direction.Base]), which options without words follow.
func ChoicesHTML(options []deck.Option, shuffle bool, base string) string {
	if len(options) == 0 {
		return ""
	}
	var b, all strings.Builder
	right := 0
	for _, o := range options {
		class := ""
		if o.Right {
			right++
			class = ` class="right"`
		}
		b.WriteString("<li" + class + `><span class="letter">` + ankifield.Escape(o.Letter) + `</span><div class="option" dir="` + optionDirection(o, base) + `">` +
			o.HTML + "</div></li>\n")
		all.WriteString(o.HTML)
	}
	class := "choices"
	if right > 1 {
		class += " many"
	}
	if shuffle {
		class += " shuffle"
	}
	around := ""
	if base != direction.None {
		around = ` dir="` + direction.Own(all.String(), base) + `"`
	}
	return `<ol class="` + class + `"` + around + ">\n" + b.String() + "</ol>"
}

// optionDirection is the direction of an option; the browser's choice where nothing in the note is read from the right.
func optionDirection(o deck.Option, base string) string {
	if base == direction.None {
		return "auto"
	}
	return direction.Own(o.HTML, base)
}

// ParseChoices returns the options that [ChoicesHTML] wrote. What a learner's editing made of them is read as well as
// it goes: an option may have lost its letter or its box, and be a bare item of the list.
func ParseChoices(field string) []deck.Option {
	r := choiceReader{}
	z := xhtml.NewTokenizer(strings.NewReader(field))
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			r.endOption()
			return r.options
		}
		raw := string(z.Raw()) // before the tokenizer reuses its bytes
		name, classes := tagAndClasses(z, kind)
		r.token(kind, name, classes, raw)
	}
}

// choiceReader reads options token by token.
type choiceReader struct {
	options []deck.Option
	// lists counts the open lists, items of a list within an option being no options; divs the open boxes of an option.
	lists, divs int
	inOption    bool
	inLetter    bool
	boxed       bool // whether the option has the box that ChoicesHTML wrote
	letter      strings.Builder
	text        strings.Builder
}

func (r *choiceReader) token(kind xhtml.TokenType, name string, classes []string, raw string) {
	switch {
	case r.divs > 0: // inside an option's box, which may hold lists and boxes of its own
		if name == "div" {
			r.divs += step(kind)
		}
		if r.divs > 0 {
			r.text.WriteString(raw)
		}
		return
	case r.inLetter:
		if name == "span" {
			r.inLetter = false
		} else {
			r.letter.WriteString(raw)
		}
		return
	case name == "ol" || name == "ul":
		r.lists += step(kind)
		if r.lists < 1 {
			r.endOption()
		}
	case name == "li" && r.lists == 1:
		r.endOption()
		if kind == xhtml.StartTagToken {
			r.options = append(r.options, deck.Option{Right: slices.Contains(classes, "right")})
			r.inOption = true
		}
		return
	case name == "span" && slices.Contains(classes, "letter"):
		r.inLetter = true
		return
	case name == "div" && slices.Contains(classes, "option"):
		r.divs, r.boxed = 1, true
		return
	}
	if r.inOption && !(r.boxed && strings.TrimSpace(raw) == "") {
		r.text.WriteString(raw)
	}
}

// endOption gives the option that is open its letter and text.
func (r *choiceReader) endOption() {
	if r.inOption {
		o := &r.options[len(r.options)-1]
		o.Letter, o.HTML = ankifield.Unescape(r.letter.String()), r.text.String()
		if !r.boxed {
			o.HTML = strings.TrimSpace(o.HTML)
		}
	}
	r.letter.Reset()
	r.text.Reset()
	r.inOption, r.inLetter, r.boxed, r.divs = false, false, false, 0
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

// tagAndClasses returns the name and the classes of the current tag; nothing for other tokens.
func tagAndClasses(z *xhtml.Tokenizer, kind xhtml.TokenType) (name string, classes []string) {
	switch kind {
	case xhtml.StartTagToken, xhtml.EndTagToken, xhtml.SelfClosingTagToken:
	default:
		return "", nil
	}
	tag, more := z.TagName()
	name = string(tag)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "class" {
			classes = strings.Fields(html.UnescapeString(string(value)))
		}
	}
	return name, classes
}
