// Package texgate tells which formulas may be given to MathJax 3.2.2, as Anki sets it up, and which are to be shown
// as text: those that could run a script, fetch something or restyle the card, and those at which MathJax hangs or
// its stack overflows.
//
// The gate does not typeset. It reads commands and their arguments as MathJax does, and lets pass what it knows to be
// harmless in that very form: a command whose arguments become attributes, styles or addresses needs them in braces
// behind it, in a grammar of a few characters. What a formula defines outlives it in MathJax, so that definitions by
// which a later formula could take a command away from its arguments are refused as well, and so is whatever could
// put a command's name together from two halves.
package texgate

import (
	"slices"
	"strings"
)

// Fault is why a formula is to be shown as text.
type Fault struct {
	// Active tells that it could run, fetch or restyle something; else MathJax would take too long over it, or overflow.
	Active bool
	// Found is what stands there, cut short.
	Found string
	// Reason says what is wrong with it, as half a sentence behind Found.
	Reason string
}

// maxLength is the size in bytes of the longest formula that is typeset; MathJax takes about a millisecond for 10 of
// them.
const maxLength = 16 << 10

// Check returns why a formula is not to be typeset; nil for one that may be. A formula that holds clozes is looked at
// in all the forms in which Anki shows it.
func Check(tex string) *Fault {
	if len(tex) > maxLength {
		return &Fault{Found: cut(tex), Reason: "is longer than MathJax can typeset in a moment"}
	}
	if strings.Contains(tex, "{{c") {
		all, ok := forms(tex)
		if !ok {
			return &Fault{Active: true, Found: cut(tex), Reason: "has more clozes than can be looked at"}
		}
		for _, form := range all {
			if f := check(form); f != nil {
				return f
			}
		}
	}
	return check(tex)
}

func check(tex string) *Fault {
	s := scan{tex: tex}
	if f := s.run(); f != nil {
		return f
	}
	if clean := withoutControls(tex); clean != tex {
		return check(clean) // as Anki's import makes it: a control character may stand within a command's name
	}
	if s.joins {
		if f := s.halves(); f != nil {
			return f
		}
	}
	if s.defines {
		return s.definitions()
	}
	return nil
}

// withoutControls leaves out the characters that Anki and examdeck drop from fields.
func withoutControls(tex string) string {
	if !slices.ContainsFunc([]byte(tex), func(c byte) bool { return isControl(rune(c)) }) {
		return tex // as nearly all are
	}
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, tex)
}

func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }

// cut returns the beginning of a text.
func cut(text string) string {
	const most = 40
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
