package diff

import (
	"cmp"
	"maps"
	"slices"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankimedia"
)

// mediaNames returns the media by the names that Anki gives them.
func mediaNames(p *apkg.Package) map[string]apkg.Media {
	names := make(map[string]apkg.Media, len(p.Media))
	for _, m := range p.Media {
		names[ankimedia.Normal(m.Name)] = m
	}
	return names
}

// compareMedia compares the media, and remembers which bring other bytes.
func (c *comparer) compareMedia() {
	before, after := mediaNames(c.old.Package), mediaNames(c.new.Package)
	for _, name := range slices.Sorted(maps.Keys(after)) {
		m := after[name]
		was, known := before[name]
		switch {
		case !known:
			c.report.Media = append(c.report.Media, Media{name, New, -1, m.Size})
		case c.differ(was, m):
			c.report.Media = append(c.report.Media, Media{name, Changed, was.Size, m.Size})
			if ankimedia.Static(name) {
				c.warn("static-media", "%q has changed, but Anki never replaces a file of such a name", name)
			}
		default:
			continue
		}
		c.sent[name] = false
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, kept := after[name]; !kept {
			c.report.Media = append(c.report.Media, Media{name, Retired, before[name].Size, -1})
		}
	}
	slices.SortStableFunc(c.report.Media, func(a, b Media) int { return cmp.Compare(a.Name, b.Name) })
}

// differ reports whether a file has other bytes; it reads them where the sizes are the same.
func (c *comparer) differ(was, is apkg.Media) bool {
	if was.Size != is.Size || was.Size < 0 {
		return was.Size != is.Size
	}
	before, err := c.old.Sum(was)
	if err != nil {
		c.warn("unreadable-media", "%q of the old package can't be read: %v", was.Name, err)
		return true
	}
	after, err := c.new.Sum(is)
	if err != nil {
		c.warn("unreadable-media", "%q can't be read: %v", is.Name, err)
		return true
	}
	return before != after
}

// sendMedia notes which of the new bytes come with a note: those that a new or updated one shows.
func (c *comparer) sendMedia(at int, n *apkg.Note, effect Effect) {
	if len(c.sent) == 0 {
		return
	}
	for _, field := range n.Fields {
		for _, name := range ankimedia.Names(field) {
			name = ankimedia.Normal(name)
			if _, fresh := c.sent[name]; !fresh || ankimedia.Static(name) {
				continue
			}
			if effect == Added || effect == Updated {
				c.sent[name] = true
			} else if _, waits := c.waiting[name]; !waits {
				c.waiting[name] = at
			}
		}
	}
}

// warnOfMedia tells which bytes reach nobody.
func (c *comparer) warnOfMedia() {
	for _, name := range slices.Sorted(maps.Keys(c.waiting)) {
		if !c.sent[name] {
			c.warnNote("media-not-sent", c.waiting[name], "it shows %q, which is new or has changed; but the note is not newer, so that Anki does not take the file", name)
		}
	}
}
