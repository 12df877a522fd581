package ankitemplate

import (
	"crypto/sha256"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// filtered sends the content of a field through its filters (rslib/src/template_filters.rs). Behind one that Anki
// does not know none works.
func (r *renderer) filtered(text string, f Field) string {
	if n := len(f.Filters); n > 0 && f.Filters[n-1] == "type" {
		// Whoever shows the card puts a box in the place of the mark, or compares.
		if n == 2 && (f.Filters[0] == "cloze" || f.Filters[0] == "nc") {
			return "[[type:" + f.Filters[0] + ":" + f.Name + "]]"
		}
		return "[[type:" + f.Name + "]]"
	}
	for _, name := range f.Filters {
		switch name {
		case "":
		case "text":
			text = plain(text)
		case "cloze":
			text = withoutTagsInMath(reveal(text, r.card.Ord+1, r.question))
		case "cloze-only":
			text = revealOnly(text, r.card.Ord+1, r.question)
		case "hint":
			text = hint(text, f.Name)
		case "furigana":
			text = ruby(text, "<ruby><rb>$1</rb><rt>$2</rt></ruby>")
		case "kanji":
			text = ruby(text, "$1")
		case "kana":
			text = ruby(text, "$2")
		case "type":
			text = "[[type:" + f.Name + "]]"
		default:
			options, spoken := strings.CutPrefix(name, "tts ")
			if !spoken {
				return text
			}
			text = "[anki:tts lang=" + options + "]" + text + "[/anki:tts]"
		}
	}
	return text
}

// plain returns the text of HTML.
func plain(text string) string {
	return strings.ReplaceAll(html.UnescapeString(withoutTags(text)), "\u00a0", " ")
}

// hint hides a text behind a link. Anki names the text by another hash.
func hint(text, field string) string {
	if strings.TrimSpace(text) == "" {
		return text
	}
	id := fmt.Sprintf("hint%x", sha256.Sum256([]byte(text+field)))[:20]
	return "\n<a class=hint href=\"#\"\nonclick=\"this.style.display='none';\ndocument.getElementById('" + id + "').style.display='block';\n" +
		"return false;\" draggable=false>\n" + field + "</a>\n<div id=\"" + id + "\" class=hint style=\"display: none\">" + text + "</div>\n"
}

// reading finds a word and how it is read: 漢字[かんじ].
var reading = regexp.MustCompile(` ?([^ >]+?)\[(.+?)\]`)

// ruby shows words with their reading, or one of them. Sounds are none.
func ruby(text, as string) string {
	text = strings.ReplaceAll(text, "&nbsp;", " ")
	return reading.ReplaceAllStringFunc(text, func(word string) string {
		m := reading.FindStringSubmatchIndex(word)
		if strings.HasPrefix(word[m[4]:m[5]], "sound:") {
			return word
		}
		return string(reading.ExpandString(nil, as, word, m))
	})
}
