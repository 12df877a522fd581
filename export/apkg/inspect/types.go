package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankitemplate"
)

// noteType is a note type with its fronts taken to pieces.
type noteType struct {
	*apkg.NoteType
	report int
	index  map[string]int
	// fronts are nil where a front can't be parsed: Anki makes no card of it.
	fronts []ankitemplate.Template
	broken []bool
	// filled remembers of the fields of one note whether they have content: 0 is not known, 1 no, 2 yes.
	filled []uint8
	// unchecked tells that looking at the cards of all its notes would take too long.
	unchecked bool
	// clozeFields are the fields that the front of a cloze type shows as clozes.
	clozeFields []int
}

// checkTypes looks at the note types and their templates.
func (in *inspector) checkTypes() {
	for i := range in.pkg.NoteTypes {
		nt := &noteType{NoteType: &in.pkg.NoteTypes[i], index: map[string]int{}}
		if _, twice := in.types[nt.ID]; twice {
			continue
		}
		in.types[nt.ID] = nt
		for i, f := range nt.Fields {
			nt.index[f.Name] = i
		}
		in.checkType(nt)
		in.checkFieldNames(nt)
	}
	in.budget()
	slices.SortFunc(in.report.Types, func(a, b Type) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	for i, t := range in.report.Types {
		in.types[t.ID].report = i
	}
}

// Templates with more than maxTemplates parts, more than any real ones, are looked at for the notes of one type if
// there are no more than maxWork parts for all of them.
const (
	maxTemplates = 500
	maxWork      = 1 << 24
)

// budget tells the types whose templates are too large to be tried on so many notes; no real one is.
func (in *inspector) budget() {
	notes := map[int64]int{}
	for i := range in.pkg.Notes {
		notes[in.pkg.Notes[i].Type]++
	}
	for _, t := range in.report.Types {
		nt, parts := in.types[t.ID], 0
		for _, front := range nt.fronts {
			for range front.All() {
				parts++
			}
			parts++
		}
		if nt.unchecked = parts > maxTemplates && notes[t.ID] > maxWork/parts; nt.unchecked {
			in.warn("unchecked", "note type %q: its templates are too large to be tried on %d notes", nt.Name, notes[t.ID])
		}
	}
}

// checkBareTypes tells the types that make no cards.
func (in *inspector) checkBareTypes() {
	for _, t := range in.report.Types {
		switch {
		case len(t.Fields) > 0 && len(t.Templates) > 0:
		case t.Notes > 0:
			in.fault("bare-type", "note type %q has %d fields and %d templates: Anki refuses the package", t.Name, len(t.Fields), len(t.Templates))
		default:
			in.warn("bare-type", "note type %q has %d fields and %d templates; it has no notes either, and no import brings it", t.Name,
				len(t.Fields), len(t.Templates))
		}
	}
}

// checkFieldNames tells the names that Anki changes (rslib/src/notetype/fields.rs): templates that use them show a
// complaint then.
func (in *inspector) checkFieldNames(nt *noteType) {
	seen, marks := map[string]bool{}, map[string]int{} // marks is how many "+" a name got last
	for _, f := range nt.Fields {
		normal := normalField(f.Name)
		folded := fold(normal)
		n := marks[folded]
		for seen[folded+strings.Repeat("+", n)] {
			n++
		}
		marks[folded] = n
		seen[folded+strings.Repeat("+", n)] = true
		normal += strings.Repeat("+", n)
		if normal != f.Name {
			in.warn("field-name", "note type %q: Anki calls the field %q %q, but not in the templates", nt.Name, f.Name, normal)
		}
	}
}

func (in *inspector) checkType(nt *noteType) {
	if in.future(nt.Mod.Unix()) {
		in.warn("future-time", "note type %q was changed %s", nt.Name, when(nt.Mod.Unix()))
	}
	t := Type{ID: nt.ID, Name: nt.Name, Cloze: nt.Cloze}
	for _, f := range nt.Fields {
		t.Fields = append(t.Fields, f.Name)
	}
	for _, tm := range nt.Templates {
		t.Templates = append(t.Templates, tm.Name)
		t.Script = t.Script || activeTag(tm.Front) != "" || activeTag(tm.Back) != ""
		front := in.checkTemplate(nt, tm.Name, "front", tm.Front)
		in.checkTemplate(nt, tm.Name, "back", tm.Back)
		nt.fronts = append(nt.fronts, front.Template)
		nt.broken = append(nt.broken, front.broken)
		in.findClozeFields(nt, front)
	}
	in.report.Types = append(in.report.Types, t)
}

// parsedTemplate is one side of a card, or broken.
type parsedTemplate struct {
	ankitemplate.Template
	broken bool
}

// checkTemplate takes one side of a template to pieces.
func (in *inspector) checkTemplate(nt *noteType, name, side, text string) parsedTemplate {
	where := fmt.Sprintf("note type %q, %s of %q: ", shortened(nt.Name), side, shortened(name))
	t, err := ankitemplate.Parse(text)
	if err != nil {
		in.warn("template", "%s%v", where, err)
		return parsedTemplate{nil, true}
	}
	unknown := t.Unknown(func(field string) bool { _, ok := nt.index[field]; return ok })
	for _, mark := range unknown {
		in.warn("template", "%s%q names no field of the type", where, mark)
	}
	told := map[string]bool{}
	for n := range t.All() {
		switch n := n.(type) {
		case ankitemplate.Text:
			if i := strings.Index(string(n), "{{"); i >= 0 {
				in.warn("template", "%s%q is never closed", where, beginning(string(n)[i:]))
			}
		case ankitemplate.Field:
			mark := n.String()
			for _, f := range n.UnknownFilters() {
				if !told[f] {
					told[f] = true
					in.warn("unknown-filter", "%s%q has the filter %q, which Anki does not know", where, mark, f)
				}
			}
		}
	}
	return parsedTemplate{t, false}
}

// findClozeFields finds what the front of a cloze type shows as clozes.
func (in *inspector) findClozeFields(nt *noteType, front parsedTemplate) {
	if !nt.Cloze || front.broken {
		return
	}
	for n := range front.All() {
		f, ok := n.(ankitemplate.Field)
		if !ok || !slices.Contains(f.Filters, "cloze") && !slices.Contains(f.Filters, "cloze-only") {
			continue
		}
		if i, ok := nt.index[f.Name]; ok && !slices.Contains(nt.clozeFields, i) {
			nt.clozeFields = append(nt.clozeFields, i)
		}
	}
	if len(nt.clozeFields) == 0 {
		in.warn("template", "note type %q: its front shows no field as a cloze, such as {{cloze:Text}}", nt.Name)
	}
}

// beginning is the first characters of a text, for a message.
func beginning(text string) string {
	const most = 40
	if runes := []rune(text[:min(len(text), 4*most)]); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
