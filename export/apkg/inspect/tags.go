package inspect

import (
	"slices"

	"github.com/examdeck/examdeck/export/apkg"
)

// tagUse is how often a tag is used, and which notes have it first and last so far.
type tagUse struct{ notes, first, last int }

func (in *inspector) useTags(at int, n *apkg.Note) {
	for _, tag := range n.Tags {
		use := in.tags[tag]
		if use == nil {
			use = &tagUse{first: at, last: Whole}
			in.tags[tag] = use
		}
		if use.last != at {
			use.last = at
			use.notes++
		}
	}
}

// checkTags lists the tags, and looks at their names.
func (in *inspector) checkTags() {
	names := make([]string, 0, len(in.tags))
	for tag := range in.tags {
		names = append(names, tag)
	}
	slices.Sort(names)
	byName := map[string]string{}
	for _, tag := range names {
		use := in.tags[tag]
		in.report.Tags = append(in.report.Tags, Tag{tag, use.notes})
		normal := normalTag(tag)
		if normal != tag {
			in.warnNote("tag", use.first, "Anki calls the tag %q %q", tag, normal)
		}
		if other, twice := byName[fold(normal)]; twice {
			in.warnNote("tag", use.first, "the tags %q and %q are one in Anki", other, tag)
		} else {
			byName[fold(normal)] = tag
		}
	}
}
