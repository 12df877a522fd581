package preview

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
)

// display makes of a rendered side what the program with the window shows: a box to type in, the answer to compare
// with, and controls for what is played. The note types' scripts stand in once for all cards, by their number.
func display(side string, c Card, question bool) string {
	if strings.Contains(side, "[[type:") {
		side = strings.ReplaceAll(side, "[[type:Answer]]", typed(c.Question.Answer, question))
	}
	if strings.Contains(side, "[sound:") {
		side = soundMark.ReplaceAllStringFunc(side, player)
	}
	for i, s := range ownScripts {
		side = strings.ReplaceAll(side, "<script>"+s+"</script>", fmt.Sprintf(`<script data-script="%d"></script>`, i))
	}
	return side
}

// typed is what stands in the place of the mark for a typed answer.
func typed(answer string, question bool) string {
	if question {
		return `<center><input type="text" id="typeans" autocomplete="off" autocapitalize="off" spellcheck="false" aria-label="Your answer"></center>`
	}
	return `<code id="typeans">` + html.EscapeString(deck.PlainText(answer)) + "</code>"
}

// soundMark finds what is played.
var soundMark = regexp.MustCompile(`\[sound:([^\]]*)\]`)

// videos are the endings of what has a picture too.
var videos = regexp.MustCompile(`(?i)\.(mp4|m4v|webm|ogv|mov|mkv|avi|mpe?g)$`)

// player is the element that plays a file.
func player(mark string) string {
	name := ankifield.Unescape(soundMark.FindStringSubmatch(mark)[1])
	tag := "audio"
	if videos.MatchString(name) {
		tag = "video"
	}
	return fmt.Sprintf(`<%s class="plays" controls preload="none" src="%s"></%s>`, tag, html.EscapeString(name), tag)
}
