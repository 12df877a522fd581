package parse

import "sort"

// maxSheets is how many sheets below a question may be the one that answers it: papers part their keys into sections.
const maxSheets = 8

// sheetEntry finds what the sheet behind a question says to its number: the first sheet below it, else the file of keys. own tells
// that it stands in the question's own source.
func (w *writer) sheetEntry(number string, at int) (e sheetEntry, own, ok bool) {
	sheets := w.reading.index.sheets
	first := sort.Search(len(sheets), func(i int) bool { return sheets[i].from > at })
	for _, s := range sheets[first:min(len(sheets), first+maxSheets)] {
		if e, ok := s.entries[number]; ok {
			return e, true, true
		}
	}
	if w.solution == nil {
		return e, false, false
	}
	if w.keys == nil {
		w.keys = sheetEntries(w.solution.doc, w.solution.doc.blocks)
		for _, s := range w.solution.index.sheets {
			for number, e := range s.entries {
				if w.keys == nil {
					w.keys = map[string]sheetEntry{}
				}
				w.keys[number] = e
			}
		}
	}
	e, ok = w.keys[number]
	return e, false, ok
}
