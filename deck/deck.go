package deck

import (
	"cmp"
	"slices"
	"strings"
)

// Deck is an ordered list of questions under one name.
type Deck struct {
	// Name has its levels parted by "::", such as "exams::2022-02-18"; each level is as [Name] would write it.
	Name      string
	Questions []*Question
}

// Set is everything that one export writes.
type Set struct {
	// Root is what every deck's name begins with: a level, or several parted by "::".
	Root string
	// Namespace keeps the set's questions apart from those of other sets that have the same words.
	// [Identify] sets it.
	Namespace string
	// Decks are in the order in which they are written; each has at least one question and a name of its own.
	Decks []*Deck
	// Media holds what the questions show, each once, sorted by name.
	Media []Media
	// Settled reports of a source, by its path, whether its questions are gone for good if the set lacks them: it was
	// read without fault, or is there no more. What reads the sources sets it; if it is nil, all sources are settled.
	Settled func(source string) bool
	// Memory are the questions of earlier exports that the set lacks, which its package has to remember. [Reconcile]
	// sets it.
	Memory []Known
}

// Len is the number of questions in all decks.
func (s *Set) Len() int {
	n := 0
	for _, d := range s.Decks {
		n += len(d.Questions)
	}
	return n
}

// part converts a text without "::" to one level of a deck's name: control characters and the blanks and colons at both
// ends go, as Anki would have it (rslib/src/decks/name.rs). An empty one becomes "untitled".
func part(title string) string {
	title = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\u00a0':
			return ' '
		case r < ' ' || r == 0x7f:
			return -1
		}
		return r
	}, title)
	return cmp.Or(strings.Trim(strings.Join(strings.Fields(title), " "), ": "), "untitled")
}

// Name joins titles to a deck's name. A "::" within a title parts levels, too, as it does in Anki; at its ends, and
// beside another one, it parts nothing. A title of which nothing is left becomes "untitled".
func Name(titles ...string) string {
	var parts []string
	for _, title := range titles {
		levels := slices.DeleteFunc(strings.Split(title, "::"), func(s string) bool { return strings.Trim(s, ": \t\n\u00a0") == "" })
		if len(levels) == 0 {
			levels = []string{title}
		}
		for _, level := range levels {
			parts = append(parts, part(level))
		}
	}
	return joinLevels(strings.Join(parts, "::"))
}

// joinLevels makes neighbouring levels one that differ in nothing but case: "Week 3::Week 3" is "Week 3".
func joinLevels(name string) string {
	levels := strings.Split(name, "::")
	return strings.Join(slices.CompactFunc(levels, strings.EqualFold), "::")
}

// Tag converts a source's tag to Anki's: levels parted by "/" or "::" are parted by "::", blanks become "_". An empty
// result means that nothing of the tag is left.
func Tag(tag string) string {
	tag = strings.ReplaceAll(strings.TrimPrefix(strings.TrimSpace(tag), "#"), "::", "/")
	var parts []string
	for p := range strings.SplitSeq(tag, "/") {
		p = strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f || r == '"' {
				return -1
			}
			return r
		}, p)
		if p = strings.Join(strings.Fields(p), "_"); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "::")
}
