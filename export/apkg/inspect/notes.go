package inspect

import (
	"unicode/utf8"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/ankitemplate"
	"github.com/examdeck/examdeck/internal/texgate"
)

// checkNotes looks at every note with its cards, in the order of their ids.
func (in *inspector) checkNotes() {
	for at := range in.pkg.Notes {
		n := &in.pkg.Notes[at]
		nt := in.types[n.Type]
		if nt == nil {
			continue // no package with such a note is read
		}
		in.checkIdentity(at, n)
		in.checkFields(at, n)
		in.useTags(at, n)
		in.checkCards(at, n, nt)
		in.report.Types[nt.report].Notes++
	}
}

// checkIdentity looks at what tells notes and versions apart.
func (in *inspector) checkIdentity(at int, n *apkg.Note) {
	if first, twice := in.guids[n.GUID]; twice {
		in.warnNote("double-guid", at, "note %d has the guid of note %d", n.ID, in.pkg.Notes[first].ID)
	} else {
		in.guids[n.GUID] = at
	}
	if in.futureID(n.ID) {
		in.warnNote("future-id", at, "the id %d lies in the future", n.ID)
	}
	if mod := n.Mod.Unix(); in.future(mod) {
		in.warnNote("future-time", at, "it was changed %s", when(mod))
	}
}

// checkFields looks at the fields by themselves.
func (in *inspector) checkFields(at int, n *apkg.Note) {
	if len(n.Fields) > 0 && ankitemplate.Empty(n.Fields[0]) {
		in.warnNote("empty-first-field", at, "the first field is empty")
	}
	for i, field := range n.Fields {
		name := in.types[n.Type].Fields[i].Name
		if ankifield.Clean(field) != field {
			if utf8.ValidString(field) {
				in.warnNote("control-characters", at, "field %q holds control characters, which Anki drops", name)
			} else {
				in.faultNote("not-text", at, "field %q holds bytes that are no UTF-8: Anki refuses the package", name)
			}
		}
		in.checkActive(at, name, field)
		in.useMedia(at, field)
	}
}

// checkActive looks at what a field does beside showing text.
func (in *inspector) checkActive(at int, name, field string) {
	f := readField(field)
	if f.active != "" {
		in.warnNote("active-content", at, "field %q holds active content: %q", name, f.active)
	}
	for _, address := range f.remote {
		mentioned(in.media.remote, address, at)
	}
	switch fault := texgate.CheckText(f.text.String()); {
	case fault == nil:
	case fault.Active:
		in.warnNote("active-content", at, "field %q has a formula in which %q %s", name, fault.Found, fault.Reason)
	default:
		in.warnNote("math-limit", at, "field %q has a formula in which %q %s", name, fault.Found, fault.Reason)
	}
}
