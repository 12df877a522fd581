package mathjax

import "strings"

// shape says what a command reads behind its name, a byte for each: m an argument of math, o the same in brackets, if given,
// t an argument of text, v one that is no TeX, d a delimiter, * a star, if given, = a name that it
// defines, l what \let makes it mean.
func shape(name string) string { return shapes[name] }

var shapes = func() map[string]string {
	all := map[string]string{}
	for form, names := range map[string]string{
		"m": `mathbb mathbf mathcal mathfrak mathit mathrm mathscr mathsf mathtt mathnormal boldsymbol bar hat vec tilde dot ddot dddot
			check breve acute grave mathring widehat widetilde overline underline overrightarrow overleftarrow overbrace underbrace
			pmb operatorname boxed phantom hphantom vphantom smash cancel bcancel xcancel mathop mathbin mathrel mathord mathopen
			mathclose mathpunct mathinner substack bra ket braket underleftarrow underrightarrow overleftrightarrow`,
		"mm":   "frac dfrac tfrac binom dbinom tbinom overset underset stackrel cfrac",
		"om":   "sqrt xrightarrow xleftarrow",
		"t":    "text textrm textbf textit textsf texttt textnormal textup mbox hbox fbox tag",
		"v":    "begin end label ref eqref unicode require color",
		"vm":   "textcolor class cssId style href",
		"d":    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm biggm Biggm",
		"=oom": "newcommand renewcommand",
		"=":    "def",
		"=l":   "let",
	} {
		for _, name := range strings.Fields(names) {
			all[name] = form
		}
	}
	return all
}()
