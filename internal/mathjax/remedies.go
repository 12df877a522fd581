package mathjax

import (
	"strings"

	"github.com/examdeck/examdeck/internal/suggest"
)

// remedies say what to write in place of commands of other packages.
var remedies = map[string]string{
	"*":               `write *, or \ast`,
	"(":               `leave it out: it is a formula already`,
	")":               `leave it out: it is a formula already`,
	"[":               `leave it out: it is a formula already`,
	"]":               `leave it out: it is a formula already`,
	"bm":              `write \boldsymbol{…}`,
	"mathbold":        `write \boldsymbol{…}`,
	"bold":            `write \mathbf{…}`,
	"mathds":          `write \mathbb{…}`,
	"mathbbm":         `write \mathbb{…}`,
	"mathbbmss":       `write \mathbb{…}`,
	"mathbbold":       `write \mathbb{…}`,
	"dv":              `write \frac{d …}{d …}`,
	"pdv":             `write \frac{\partial …}{\partial …}`,
	"odv":             `write \frac{d …}{d …}`,
	"dd":              `write \,d… or \,\mathrm{d}…`,
	"qty":             `write \left( … \right), or the number and \mathrm{…}`,
	"abs":             `write \lvert … \rvert`,
	"norm":            `write \lVert … \rVert`,
	"eval":            `write \left. … \right|`,
	"order":           `write \mathcal{O}(…)`,
	"comm":            `write [ … , … ]`,
	"expval":          `write \langle … \rangle`,
	"ev":              `write \langle … \rangle`,
	"mel":             `write \langle … | … | … \rangle`,
	"grad":            `write \nabla`,
	"curl":            `write \nabla\times`,
	"laplacian":       `write \nabla^2`,
	"vb":              `write \mathbf{…}`,
	"va":              `write \vec{\mathbf{…}}`,
	"vu":              `write \hat{\mathbf{…}}`,
	"SI":              `write the number, \, and \mathrm{…}`,
	"si":              `write \mathrm{…}`,
	"unit":            `write \mathrm{…}`,
	"num":             `write the number itself`,
	"ang":             `write the number and ^\circ`,
	"textsc":          `write \text{…}`,
	"textsl":          `write \textit{…}`,
	"emph":            `write \textit{…}`,
	"underaccent":     `write \underset{…}{…}`,
	"textsuperscript": `write ^{\text{…}}`,
	"textsubscript":   `write _{\text{…}}`,
	"argmax":          `write \operatorname*{arg\,max}`,
	"argmin":          `write \operatorname*{arg\,min}`,
	"sgn":             `write \operatorname{sgn}`,
	"sign":            `write \operatorname{sign}`,
	"rank":            `write \operatorname{rank}`,
	"tr":              `write \operatorname{tr}`,
	"Tr":              `write \operatorname{Tr}`,
	"diag":            `write \operatorname{diag}`,
	"Var":             `write \operatorname{Var}`,
	"Cov":             `write \operatorname{Cov}`,
	"lcm":             `write \operatorname{lcm}`,
	"llbracket":       `write [\![`,
	"rrbracket":       `write ]\!]`,
	"hdots":           `write \dots`,
	"intertext":       `end the environment, and begin another one behind the text`,
	"includegraphics": `put the picture beside the formula`,
	"cite":            `write the source as text`,
	"footnote":        `write the note below the formula`,
	"ensuremath":      `leave it out`,
	"noindent":        `leave it out`,
	"centering":       `leave it out`,
	"displaylimits":   `write \limits`,
	"xspace":          `leave it out`,
	"begingroup":      `write {`,
	"endgroup":        `write }`,
	"bigcdot":         `write \bullet`,
	"slashed":         `write \not{…}`,
	"cancelslash":     `write \cancel{…}`,
	"multirow":        `repeat the cell, or leave it empty`,
	"multicolumn":     `leave the other cells empty`,
	"cline":           `write \hline`,
	"toprule":         `write \hline`,
	"midrule":         `write \hline`,
	"bottomrule":      `write \hline`,
}

// environmentRemedies do so for environments.
var environmentRemedies = map[string]string{
	"tabular":      "take array",
	"displaymath":  `leave it out: \[ and \] say it`,
	"math":         `leave it out: \( and \) say it`,
	"subequations": "leave it out",
	"itemize":      "write the list outside of the formula",
	"enumerate":    "write the list outside of the formula",
	"tikzpicture":  "put a picture into its place",
	"tikzcd":       "take CD, or put a picture into its place",
	"figure":       "put a picture into its place",
	"dmath":        "leave it out",
	"IEEEeqnarray": "take align",
}

// capitals are Greek letters that TeX has no commands for, because Latin ones look alike.
var capitals = map[string]string{"Alpha": "A", "Beta": "B", "Epsilon": "E", "Zeta": "Z", "Eta": "H", "Iota": "I", "Kappa": "K", "Mu": "M",
	"Nu": "N", "Omicron": "O", "Rho": "P", "Tau": "T", "Chi": "X", "omicron": "o"}

// remedy says what to write in place of an unknown command, if it can be told.
func (p *parser) remedy(cs string) string {
	if hint := remedies[cs]; hint != "" {
		return hint
	}
	if letter := capitals[cs]; letter != "" {
		return `write \mathrm{` + letter + `}`
	}
	if len(cs) == 1 && strings.Contains("ABCDEFHIKNPQRTZ", cs) {
		return `write \mathbb{` + cs + `}, or name your macros in the configuration`
	}
	if near := p.nearest(cs); near != "" {
		return `perhaps \` + near + ` is meant`
	}
	for n := len(cs) - 1; n >= 2; n-- {
		if p.table.commands[cs[:n]] != nil {
			return `perhaps a blank is missing: \` + cs[:n] + " " + cs[n:]
		}
	}
	return ""
}

// nearest returns the known command that one slip makes this one, "" if there is none or more than one.
func (p *parser) nearest(cs string) string {
	if len(cs) < 4 {
		return ""
	}
	found := ""
	for name := range p.table.commands {
		if len(name) > 2 && isLetter(name[0]) && suggest.Within(1, cs, name) {
			if found != "" {
				return ""
			}
			found = name
		}
	}
	return found
}
