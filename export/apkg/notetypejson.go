package apkg

import (
	"slices"
	"strconv"

	"github.com/examdeck/examdeck/deck"
)

// typeJSON is one note type as schema 11 has it (rslib/src/notetype/schema11.rs).
type typeJSON struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Type      int            `json:"type"`
	Mod       int64          `json:"mod"`
	USN       int            `json:"usn"`
	SortF     int            `json:"sortf"`
	DID       *int64         `json:"did"`
	Tmpls     []templateJSON `json:"tmpls"`
	Flds      []fieldJSON    `json:"flds"`
	CSS       string         `json:"css"`
	LatexPre  string         `json:"latexPre"`
	LatexPost string         `json:"latexPost"`
	LatexSVG  bool           `json:"latexsvg"`
	Req       [][3]any       `json:"req"`
}

type fieldJSON struct {
	Name            string `json:"name"`
	Ord             int    `json:"ord"`
	Sticky          bool   `json:"sticky"`
	RTL             bool   `json:"rtl"`
	Font            string `json:"font"`
	Size            int    `json:"size"`
	ID              int64  `json:"id"`
	Description     string `json:"description"`
	PlainText       bool   `json:"plainText"`
	Collapsed       bool   `json:"collapsed"`
	PreventDeletion bool   `json:"preventDeletion"`
}

type templateJSON struct {
	Name  string `json:"name"`
	Ord   int    `json:"ord"`
	QFmt  string `json:"qfmt"`
	AFmt  string `json:"afmt"`
	BQFmt string `json:"bqfmt"`
	BAFmt string `json:"bafmt"`
	DID   *int64 `json:"did"`
	BFont string `json:"bfont"`
	BSize int    `json:"bsize"`
	ID    int64  `json:"id"`
}

// The preamble and end of Anki's own types (rslib/src/notetype/header.tex), which a learner's LaTeX pictures need.
const (
	latexPre = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n" +
		"\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
	latexPost = "\\end{document}"
)

// typesJSON gives the types that the kinds ask for, keyed by id.
func typesJSON(kinds map[deck.Kind]bool) map[string]typeJSON {
	types := map[string]typeJSON{}
	for _, t := range noteTypes {
		if kinds[t.kind] {
			types[strconv.FormatInt(t.id, 10)] = t.json()
		}
	}
	return types
}

func (t noteType) json() typeJSON {
	j := typeJSON{ID: strconv.FormatInt(t.id, 10), Name: t.name, Mod: typesChanged, USN: usnLocal, SortF: sortField,
		CSS: style, LatexPre: latexPre, LatexPost: latexPost}
	if t.kind == deck.Cloze {
		j.Type = 1
	}
	for i, name := range t.fields {
		// The id, the title and the spare field are nothing to edit, so the editor shows them folded.
		folded := name == fieldID || name == fieldTitle || name == fieldSpare
		j.Flds = append(j.Flds, fieldJSON{Name: name, Ord: i, Font: "Arial", Size: 18, ID: t.id + 1 + int64(i), Collapsed: folded,
			PreventDeletion: name != fieldSpare, Description: descriptions[name]})
	}
	for i, c := range t.templates {
		j.Tmpls = append(j.Tmpls, templateJSON{Name: c.name, Ord: i, QFmt: c.front, AFmt: c.back, ID: t.id + templateIDs + int64(i)})
		var ords []int
		for _, name := range c.needs {
			ords = append(ords, t.indexOf(name))
		}
		slices.Sort(ords)
		j.Req = append(j.Req, [3]any{i, "any", ords})
	}
	return j
}

// descriptions stand in empty fields of Anki's editor.
var descriptions = map[string]string{
	fieldID:    "Tells this note from all others; please leave it as it is.",
	fieldTitle: "Made of exam, label and prompt, for the Browser; not shown on cards.",
	fieldSpare: "Not used.",
}
