package inspect

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankimedia"
)

const (
	// maxAbsent is how many names of media that are not there, or lie on the web, are told apart.
	maxAbsent = 100_000
	// maxSynced is the size of the largest file that AnkiWeb takes (rslib/src/sync/media/mod.rs).
	maxSynced = 100 << 20
)

// media is what the notes show of the package's media.
type media struct {
	// at are the places of the files by the names that Anki gives them; used tells which are shown, by place.
	at   map[string]int
	used []bool
	// absent and remote are names that are not there, and addresses.
	absent, remote map[string]*mention
}

// mention is who shows what.
type mention struct{ notes, first, last int }

// checkMediaNames lists the media, and looks at their names.
func (in *inspector) checkMediaNames() {
	all := in.pkg.Media
	in.media = media{at: make(map[string]int, len(all)), used: make([]bool, len(all)), absent: map[string]*mention{}, remote: map[string]*mention{}}
	folded := make(map[string]string, len(all))
	for i, m := range all {
		in.measure(m)
		name := ankimedia.Normal(m.Name)
		switch {
		case name != m.Name && in.pkg.Kind == apkg.Latest:
			in.fault("media-name", "%q is no name that Anki keeps, which would be %q: Anki refuses the package", m.Name, name)
		case name != m.Name:
			in.warn("media-name", "Anki calls the file %q %q", m.Name, name)
		}
		if other, twice := folded[fold(name)]; twice {
			in.warn("media-clash", "the files %q and %q have one name", other, m.Name)
		} else {
			folded[fold(name)] = m.Name
		}
		in.media.at[name] = i
		if m.Size == 0 || m.Size > maxSynced {
			in.warn("media-size", "%q has %d bytes", m.Name, m.Size)
		}
	}
	for _, nt := range in.pkg.NoteTypes {
		in.checkStatic(nt)
	}
}

// measure adds a file to the sums.
func (in *inspector) measure(m apkg.Media) {
	sum := &in.report.Media
	sum.Files++
	sum.Bytes += max(m.Size, 0)
	switch deck.MediaKindOf(m.Name) {
	case deck.Picture:
		sum.Pictures++
	case deck.Played:
		sum.Played++
	default:
		sum.Other++
	}
	if m.Size > sum.Largest.Size || sum.Largest.Name == "" {
		sum.Largest = m
	}
}

// checkStatic looks at the media that templates and style show.
func (in *inspector) checkStatic(nt apkg.NoteType) {
	texts := []string{nt.CSS}
	for _, t := range nt.Templates {
		texts = append(texts, t.Front, t.Back)
	}
	told := map[string]bool{}
	for _, text := range texts {
		for _, name := range ankimedia.StaticNames(text) {
			if i, ok := in.media.at[ankimedia.Normal(name)]; ok {
				in.media.used[i] = true
			}
		}
		for _, name := range ankimedia.Shown(text) {
			if told[name] {
				continue
			}
			told[name] = true
			if _, ok := in.media.at[ankimedia.Normal(name)]; !ok {
				in.warn("absent-media", "note type %q shows %q, which the package lacks", nt.Name, name)
			} else if !ankimedia.Static(name) {
				in.warn("template-media", "note type %q shows %q, which no note does: no import brings it", nt.Name, name)
			}
		}
	}
}

// useMedia notes what a field shows.
func (in *inspector) useMedia(at int, field string) {
	for _, name := range ankimedia.Names(field) {
		if ankimedia.Remote(name) {
			if !strings.HasPrefix(strings.ToLower(name), "data:") {
				mentioned(in.media.remote, name, at)
			}
			continue
		}
		if i, ok := in.media.at[ankimedia.Normal(name)]; ok {
			if !in.media.used[i] && in.pkg.Media[i].Size < 0 {
				in.faultNote("lost-media", at, "it shows %q, whose bytes the package lacks: Anki refuses the package", name)
			}
			in.media.used[i] = true
			continue
		}
		mentioned(in.media.absent, name, at)
	}
}

func mentioned(names map[string]*mention, name string, at int) {
	m := names[name]
	if m == nil {
		if len(names) >= maxAbsent {
			return
		}
		m = &mention{first: at, last: Whole}
		names[name] = m
	}
	if m.last != at {
		m.notes++
		m.last = at
	}
}

// finishMedia tells what is shown and not there, and what is there and not shown.
func (in *inspector) finishMedia() {
	for _, name := range slices.Sorted(maps.Keys(in.media.absent)) {
		m := in.media.absent[name]
		in.warnNote("absent-media", m.first, "it shows %q, which the package lacks%s", name, others(m))
	}
	for _, name := range slices.Sorted(maps.Keys(in.media.remote)) {
		m := in.media.remote[name]
		in.warnNote("web-media", m.first, "it shows %.200q, which lies on the web%s", name, others(m))
	}
	for i, m := range in.pkg.Media {
		if !in.media.used[i] && !ankimedia.Static(m.Name) {
			in.warn("unused-media", "no note shows %q", m.Name)
		}
	}
}

// others says how many more notes there are.
func others(m *mention) string {
	switch m.notes {
	case 1:
		return ""
	case 2:
		return " (1 more note does)"
	}
	return fmt.Sprintf(" (%d more notes do)", m.notes-1)
}
