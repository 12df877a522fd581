package parse

import (
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// noteTypes are the names that Anki's own note types have in its languages, lower case.
var noteTypes = map[string]deck.Kind{
	"question": deck.Basic, "flashcard": deck.Basic,
	"einfach": deck.Basic, "einfach (beide richtungen)": deck.Reversed, "einfach (antwort eintippen)": deck.Typed, "lückentext": deck.Cloze,
	"basique": deck.Basic, "basique (avec carte inversée)": deck.Reversed, "texte à trous": deck.Cloze,
	"básico": deck.Basic, "básico (y tarjeta invertida)": deck.Reversed, "respuesta anidada": deck.Cloze, "omissão de palavras": deck.Cloze,
	"basilare": deck.Basic, "testo da completare": deck.Cloze, "basis": deck.Basic, "invuloefening": deck.Cloze,
	"grundläggande": deck.Basic, "lucktext": deck.Cloze, "grundlæggende": deck.Basic, "podstawowy": deck.Basic, "luki": deck.Cloze,
	"базовая": deck.Basic, "основная": deck.Basic, "простая": deck.Basic, "с пропусками": deck.Cloze, "задание с пропусками": deck.Cloze,
	"基本": deck.Basic, "穴埋め": deck.Cloze, "问答题": deck.Basic, "填空题": deck.Cloze, "기본": deck.Basic, "빈칸 뚫기": deck.Cloze,
}

// typeWords are the English words of which Anki and its users make the names of note types.
var typeWords = wordSet("and reversed reverse card cards optional type typing in the answer obsidian anki custom my note notes enhanced simple")

// noteTypeOf gives the kind of question that a note type makes. Where a name holds any other word, what its fields are can't be
// known.
func noteTypeOf(name string) (deck.Kind, bool) {
	name = strings.ToLower(strings.Trim(name, " *_:"))
	if kind, ok := noteTypes[name]; ok {
		return kind, true
	}
	kind, known := deck.Basic, false
	for _, w := range strings.FieldsFunc(name, wording.PartsWords) {
		switch {
		case w == "basic":
			known = true
		case w == "cloze":
			kind, known = deck.Cloze, true
		case !typeWords[w]:
			return 0, false
		case kind == deck.Basic && (w == "reversed" || w == "reverse") && !strings.Contains(name, "optional"):
			kind = deck.Reversed
		case kind == deck.Basic && (w == "type" || w == "typing"):
			kind = deck.Typed
		}
	}
	return kind, known
}
