package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// summary says what was made, which sources gave nothing, and what comes next.
func (e *export) summary(result parse.Result, targets []*target, gone []string) {
	set := result.Set
	e.talk.say("%s: %s%s", e.output, contents(set), e.states(targets))
	for _, name := range gone {
		e.talk.say("%s: none of its questions are in the notes any more; it is left as it is", name)
	}
	if n := len(result.Drafts); n > 0 {
		e.talk.say("left out: %s (%s)", count(n, "draft", "drafts"), someOf(result.Drafts))
	}
	if n := len(result.Bare); n > 0 {
		e.talk.say("no question in %s (%s); examdeck list --ignored says why", count(n, "source", "sources"), someOf(result.Bare))
	}
	if e.format != "apkg" || !allOf(targets, "unchanged") {
		e.nextStep(set.Media)
	}
}

// nextStep says what a person does with the output.
func (e *export) nextStep(media []deck.Media) {
	them := "it"
	if e.split != "" {
		them = "them"
	}
	switch n := len(media); {
	case e.format == "apkg" && e.split != "":
		e.talk.say("import them in Anki: File > Import; together they hold what one package would")
	case e.format == "apkg":
		e.talk.say("import it in Anki: File > Import, or a double click")
	case n > 0 && e.media == "":
		pictures := "them"
		if n == 1 {
			pictures = "it"
		}
		e.talk.say("a text file can't carry %s: --media DIR puts %s beside it", mediaCount(media), pictures)
	case n > 0:
		e.talk.say("import %s in Anki: File > Import; copy what is in %s into Anki's folder collection.media", them, e.media)
	default:
		e.talk.say("import %s in Anki: File > Import", them)
	}
}

// states says what became of the files: ": 6 packages, 5 written, 1 unchanged".
func (e *export) states(targets []*target) string {
	if e.split == "" {
		if allOf(targets, "unchanged") {
			return "; nothing has changed, so that nothing is written"
		}
		return ""
	}
	what := count(len(targets), "file", "files")
	if e.format == "apkg" {
		what = count(len(targets), "package", "packages")
	}
	parts := []string{what}
	for _, state := range []string{"written", "unchanged", "failed"} {
		n := 0
		for _, t := range targets {
			if t.state == state {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, state))
		}
	}
	return ": " + strings.Join(parts, ", ")
}

// anyOf reports whether one of the targets is in that state.
func anyOf(targets []*target, state string) bool {
	return slices.ContainsFunc(targets, func(t *target) bool { return t.state == state })
}

// allOf reports whether all targets are in that state.
func allOf(targets []*target, state string) bool {
	return !slices.ContainsFunc(targets, func(t *target) bool { return t.state != state })
}

// someOf names the first few.
func someOf(names []string) string {
	const named = 3
	if len(names) > named {
		return strings.Join(names[:named], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
