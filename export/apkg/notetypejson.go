package apkg

import (
	"slices"
	"strconv"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/notetype"
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

// typesJSON returns the types that the kinds ask for, keyed by id.
func typesJSON(kinds map[deck.Kind]bool) map[string]typeJSON {
	types := map[string]typeJSON{}
	for _, t := range notetype.All {
		if kinds[t.Kind] {
			types[strconv.FormatInt(t.ID, 10)] = newTypeJSON(t)
		}
	}
	return types
}

func newTypeJSON(t notetype.Type) typeJSON {
	j := typeJSON{ID: strconv.FormatInt(t.ID, 10), Name: t.Name, Mod: notetype.Changed, USN: usnLocal, SortF: notetype.SortField,
		CSS: notetype.Style, LatexPre: latexPre, LatexPost: latexPost}
	if t.Kind == deck.Cloze {
		j.Type = 1
	}
	for i, name := range t.Fields {
		// The id, the title and the spare field are nothing to edit, so the editor shows them folded.
		folded := name == notetype.FieldID || name == notetype.FieldTitle || name == notetype.FieldSpare
		j.Flds = append(j.Flds, fieldJSON{Name: name, Ord: i, Font: "Arial", Size: 18, ID: t.ID + 1 + int64(i), Collapsed: folded,
			PreventDeletion: name != notetype.FieldSpare, Description: descriptions[name]})
	}
	for i, c := range t.Templates {
		j.Tmpls = append(j.Tmpls, templateJSON{Name: c.Name, Ord: i, QFmt: c.Front, AFmt: c.Back, ID: t.ID + notetype.TemplateIDs + int64(i)})
		var ords []int
		for _, name := range c.Needs {
			ords = append(ords, t.IndexOf(name))
		}
		slices.Sort(ords)
		j.Req = append(j.Req, [3]any{i, "any", ords})
	}
	return j
}

// descriptions stand in empty fields of Anki's editor.
var descriptions = map[string]string{
	notetype.FieldID:    "Tells this note from all others; please leave it as it is.",
	notetype.FieldTitle: "Made of exam, label and prompt, for the Browser; not shown on cards.",
	notetype.FieldSpare: "Not used.",
}
