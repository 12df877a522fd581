package diff

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/examdeck/examdeck/export/apkg"
)

// typePair is a note type in both packages.
type typePair struct {
	old, new *apkg.NoteType
	// from gives for each field its former place, or -1.
	from []int
	// copied tells that Anki makes a copy of the type, and updates none of its notes.
	copied bool
	// rewritten tells that the import changes the time of all notes of the type, so that the package's are not newer.
	rewritten bool
}

// compareTypes compares the note types.
func (c *comparer) compareTypes() {
	oldUsed, newUsed := c.old.usedTypes(), c.new.usedTypes()
	for id, nt := range c.new.types {
		was := c.old.types[id]
		if was == nil {
			c.report.Types = append(c.report.Types, Type{ID: id, Name: nt.Name, Change: New})
			continue
		}
		pair := &typePair{old: was, new: nt, from: fieldPlaces(was, nt)}
		c.types[id] = pair
		parts := typeParts(was, nt)
		if len(parts) > 0 {
			c.report.Types = append(c.report.Types, Type{ID: id, Name: nt.Name, Change: Changed, Parts: parts})
		}
		if oldUsed[id] && newUsed[id] {
			c.checkType(pair, len(parts) > 0)
		}
	}
	for id, nt := range c.old.types {
		if c.new.types[id] == nil {
			c.report.Types = append(c.report.Types, Type{ID: id, Name: nt.Name, Change: Retired})
		}
	}
	slices.SortFunc(c.report.Types, func(a, b Type) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
}

// checkType says what an import does with a type.
func (c *comparer) checkType(pair *typePair, changed bool) {
	newer := pair.old.Mod.Before(pair.new.Mod)
	switch {
	case !equalSchema(pair.old, pair.new):
		pair.copied = true
		c.fault("type-schema", "note type %q has other fields or templates than before: Anki makes a copy of it and updates none of its notes", pair.new.Name)
	case changed && !newer:
		c.warn("type-not-newer", "note type %q has changed, but its time has not grown: Anki keeps the old one", pair.new.Name)
	case newer && pair.old.SortField != pair.new.SortField:
		pair.rewritten = true
		c.warn("sort-field", "note type %q has another sort field: Anki changes the time of all its notes, so that the package's changes do not arrive", pair.new.Name)
	}
}

// equalSchema reports whether Anki takes two versions of a type for one: fields and templates have the same ids, or
// the same names where one has no ids, in the same order (rslib/src/import_export/package/apkg/import/notes.rs).
func equalSchema(a, b *apkg.NoteType) bool {
	return slices.EqualFunc(a.Fields, b.Fields, func(f, g apkg.Field) bool { return samePart(f.ID, g.ID, f.Name, g.Name) }) &&
		slices.EqualFunc(a.Templates, b.Templates, func(f, g apkg.Template) bool { return samePart(f.ID, g.ID, f.Name, g.Name) })
}

func samePart(a, b int64, nameA, nameB string) bool {
	if a != 0 && b != 0 {
		return a == b
	}
	return nameA == nameB
}

// fieldPlaces returns for each field where it stood before, or -1.
func fieldPlaces(old, new *apkg.NoteType) []int {
	return partPlaces(old.Fields, new.Fields, func(f apkg.Field) (int64, string) { return f.ID, f.Name })
}

// partPlaces returns for each new part the place of the first old one that is the same, or -1.
func partPlaces[P any](old, new []P, key func(P) (id int64, name string)) []int {
	ids, names, bare := map[int64]int{}, map[string]int{}, map[string]int{} // bare are the names of parts without ids
	for i, p := range slices.Backward(old) {
		id, name := key(p)
		if names[name] = i; id == 0 {
			bare[name] = i
		} else {
			ids[id] = i
		}
	}
	places := make([]int, len(new))
	for i, p := range new {
		id, name := key(p)
		places[i] = -1
		if at, found := names[name]; found && id == 0 {
			places[i] = at
		}
		if at, found := bare[name]; found && id != 0 {
			places[i] = at
		}
		if at, found := ids[id]; found && (places[i] < 0 || at < places[i]) {
			places[i] = at
		}
	}
	return places
}

// typeParts says what of a type differs.
func typeParts(old, new *apkg.NoteType) []string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if old.Name != new.Name {
		add("its name was %q", old.Name)
	}
	if old.Cloze != new.Cloze {
		add("its kind, cloze or not")
	}
	from := fieldPlaces(old, new)
	for i, f := range new.Fields {
		switch at := from[i]; {
		case at < 0:
			add("field %q is new", f.Name)
		case old.Fields[at].Name != f.Name:
			add("field %q was %q", f.Name, old.Fields[at].Name)
		case at != i && len(old.Fields) == len(new.Fields):
			add("field %q stands elsewhere", f.Name)
		}
	}
	for i, f := range old.Fields {
		if !slices.Contains(from, i) {
			add("field %q is gone", f.Name)
		}
	}
	parts = append(parts, templateParts(old, new)...)
	if old.CSS != new.CSS {
		add("style")
	}
	if old.SortField != new.SortField {
		add("sort field")
	}
	return parts
}

func templateParts(old, new *apkg.NoteType) []string {
	var parts []string
	kept := map[string]bool{}
	from := partPlaces(old.Templates, new.Templates, func(t apkg.Template) (int64, string) { return t.ID, t.Name })
	for i, t := range new.Templates {
		at := from[i]
		if at < 0 {
			parts = append(parts, fmt.Sprintf("template %q is new", t.Name))
			continue
		}
		u := old.Templates[at]
		kept[u.Name] = true
		if u.Name != t.Name {
			parts = append(parts, fmt.Sprintf("template %q was %q", t.Name, u.Name))
		}
		if at != i && len(old.Templates) == len(new.Templates) {
			parts = append(parts, fmt.Sprintf("template %q stands elsewhere", t.Name))
		}
		if u.Front != t.Front {
			parts = append(parts, fmt.Sprintf("front of %q", t.Name))
		}
		if u.Back != t.Back {
			parts = append(parts, fmt.Sprintf("back of %q", t.Name))
		}
	}
	for _, u := range old.Templates {
		if !kept[u.Name] {
			parts = append(parts, fmt.Sprintf("template %q is gone", u.Name))
		}
	}
	return parts
}
