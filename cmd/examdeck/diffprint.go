package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg/diff"
)

// differ prints differences for a person, in colour on a terminal.
type differ struct {
	w      io.Writer
	colour bool
}

// The colours of a terminal.
const (
	red    = "31"
	green  = "32"
	yellow = "33"
)

func (d *differ) coloured(colour, text string) safe {
	shown := safe(printable(text))
	if !d.colour || text == "" {
		return shown
	}
	return safe("\x1b["+colour+"m") + shown + "\x1b[0m"
}

// print prints the differences, and at the end what they add up to.
func (d *differ) print(files []string, r *diff.Report) {
	place := "\x00"
	for _, n := range r.Notes {
		if n.Deck != place {
			place = n.Deck
			printf(d.w, "%s\n", cmp.Or(place, "in no deck"))
		}
		d.note(&n)
	}
	if len(r.Types) > 0 {
		printf(d.w, "note types\n")
	}
	for _, t := range r.Types {
		d.line(t.Change, t.Name, strings.Join(t.Parts, ", "))
	}
	if len(r.Media) > 0 {
		printf(d.w, "media\n")
	}
	for _, m := range r.Media {
		sizes := size(max(m.OldSize, m.NewSize))
		if m.Change == diff.Changed {
			sizes = size(m.OldSize) + ", now " + size(m.NewSize)
		}
		d.line(m.Change, m.Name, sizes)
	}
	printf(d.w, "since %s: %s\n", files[0], summaryOf(r))
	printf(d.w, "an import of %s over it %s\n", files[1], effectOf(r))
}

// line prints a line with a sign for a change.
func (d *differ) line(change diff.Change, name, more string) {
	sign, colour := " ", ""
	switch change {
	case diff.New:
		sign, colour = "+", green
	case diff.Changed:
		sign, colour = "~", yellow
	case diff.Retired:
		sign, colour = "-", red
	case diff.Same:
		sign, colour = ">", yellow
	}
	if more != "" {
		name += ": " + more
	}
	printf(d.w, "   %s %s\n", d.coloured(colour, sign), name)
}

// note prints a note and what of it differs.
func (d *differ) note(n *diff.Note) {
	d.line(n.Change, fmt.Sprintf("%q", n.GUID), beginning(deck.PlainText(n.Title)))
	detail := func(format string, args ...any) { printf(d.w, "        "+format+"\n", args...) }
	if n.From != "" {
		detail("moved from %s", n.From)
	}
	if n.TypeFrom != "" {
		detail("note type %s, was %s", n.Type, n.TypeFrom)
	}
	for _, f := range n.Fields {
		detail("%s: %s", f.Name, d.words(f.Old, f.New))
	}
	if len(n.TagsAdded)+len(n.TagsRemoved) > 0 {
		detail("tags: %s", d.list(n.TagsRemoved, n.TagsAdded))
	}
	if n.Change == diff.Changed && len(n.CardsAdded)+len(n.CardsGone) > 0 {
		detail("cards: %s", d.list(texts(n.CardsGone), texts(n.CardsAdded)))
	}
}

// list shows what went and what came.
func (d *differ) list(gone, come []string) safe {
	var parts []string
	for _, s := range gone {
		parts = append(parts, string(d.removed(s)))
	}
	for _, s := range come {
		parts = append(parts, string(d.added(s)))
	}
	return safe(strings.Join(parts, " "))
}

func (d *differ) removed(text string) safe { return d.coloured(red, "[-"+text+"-]") }
func (d *differ) added(text string) safe   { return d.coloured(green, "{+"+text+"+}") }

// words shows two fields as one text with what differs in it: as a person reads them, or as HTML where only that
// differs.
func (d *differ) words(old, new string) safe {
	if a, b := deck.PlainText(old), deck.PlainText(new); a != b {
		old, new = a, b
	}
	spans := diff.Words(old, new)
	var b strings.Builder
	for i, s := range spans {
		text := strings.ReplaceAll(s.Text, "\n", " ")
		switch {
		case s.Removed:
			b.WriteString(string(d.removed(text)))
		case s.Added:
			b.WriteString(string(d.added(text)))
		default:
			b.WriteString(printable(around(text, i == 0, i == len(spans)-1)))
		}
	}
	return safe(b.String())
}

// around leaves of a text that is the same in both some words beside what differs.
func around(text string, first, last bool) string {
	const kept = 40
	runes := []rune(text)
	switch {
	case first && last, len(runes) <= kept, !first && !last && len(runes) <= 2*kept:
		return text
	case first:
		return "…" + endOf(runes, kept)
	case last:
		return beginOf(runes, kept) + "…"
	}
	return beginOf(runes, kept) + "…" + endOf(runes, kept)
}

// beginOf returns about so many characters at the beginning of a text, and halves no word.
func beginOf(text []rune, n int) string {
	for i := n; i > n/2; i-- {
		if unicode.IsSpace(text[i]) {
			return string(text[:i+1])
		}
	}
	return string(text[:n])
}

// endOf does so at the end.
func endOf(text []rune, n int) string {
	for i := len(text) - n; i < len(text)-n/2; i++ {
		if unicode.IsSpace(text[i]) {
			return string(text[i:])
		}
	}
	return string(text[len(text)-n:])
}

func texts(numbers []int) []string {
	var out []string
	for _, n := range numbers {
		out = append(out, fmt.Sprint(n))
	}
	return out
}

// summaryOf counts the differences.
func summaryOf(r *diff.Report) string {
	added, changed, moved, retired := r.NoteCounts()
	text := listed([]number{{added, "new"}, {changed, "changed"}, {r.Unchanged, "unchanged"}, {moved, "moved"}, {retired, "retired"}})
	if text == "" {
		text = "no notes"
	}
	for _, more := range []string{differing(len(r.Types), "note type", "note types"), differing(len(r.Media), "media file", "media files")} {
		if more != "" {
			text += "; " + more
		}
	}
	return text
}

func differing(n int, one, many string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + one + " differs"
	}
	return fmt.Sprintf("%d %s differ", n, many)
}

// effectOf says what an import does, and what it can't do.
func effectOf(r *diff.Report) string {
	i := r.Import
	var parts []string
	add := func(n int, format string, args ...any) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	come := slices.DeleteFunc([]string{count(i.New, "note", "notes"), count(i.Cards, "card", "cards")}, func(s string) bool { return strings.HasPrefix(s, "0 ") })
	add(len(come), "adds %s", strings.Join(come, " and "))
	add(i.Updated, "updates %s", count(i.Updated, "note", "notes"))
	add(i.Duplicate, "leaves %s alone", count(i.Duplicate, "note", "notes"))
	add(i.Conflicting, "passes over %s as conflicting", count(i.Conflicting, "note", "notes"))
	if len(parts) == 0 {
		parts = append(parts, "does nothing")
	}
	text := strings.Join(parts, ", ")
	_, _, moved, retired := r.NoteCounts()
	var stay []string
	if moved > 0 {
		stay = append(stay, "moved")
	}
	if retired > 0 {
		stay = append(stay, "retired")
	}
	if len(stay) > 0 {
		text += "; what is " + strings.Join(stay, " or ") + " stays where learners have it"
	}
	return text
}
