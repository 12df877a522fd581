package mathjax_test

import (
	"html"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
	"github.com/examdeck/examdeck/internal/realnotes"
	"github.com/examdeck/examdeck/parse"
)

var (
	fieldFormula = regexp.MustCompile(`(?s)\\\((.*?)\\\)|\\\[(.*?)\\\]`)
	fieldCode    = regexp.MustCompile(`(?s)<(code|pre)\b.*?</(code|pre)>`)
	fieldComment = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// formulasOf returns the formulas of the questions in a vault, as Anki gets them. Those that hold clozes are left out.
func formulasOf(t *testing.T, vault fs.FS) []mathjaxtest.Formula {
	t.Helper()
	sources, err := parse.Dir(vault)
	if err != nil {
		t.Fatal(err)
	}
	var all []mathjaxtest.Formula
	for _, d := range parse.Parse(sources, parse.Options{Root: "x"}).Set.Decks {
		for _, q := range d.Questions {
			all = append(all, fieldFormulas(fields(q))...)
		}
	}
	return all
}

func fields(q *deck.Question) []string {
	all := []string{q.Prompt, q.Answer, q.Extra}
	for _, o := range q.Choices {
		all = append(all, o.HTML)
	}
	return all
}

func fieldFormulas(fields []string) []mathjaxtest.Formula {
	var all []mathjaxtest.Formula
	for _, field := range fields {
		field = fieldCode.ReplaceAllString(field, "")
		for _, m := range fieldFormula.FindAllStringSubmatch(field, -1) {
			tex := html.UnescapeString(fieldComment.ReplaceAllString(m[1]+m[2], ""))
			if !strings.Contains(tex, "{{c") {
				all = append(all, mathjaxtest.Formula{TeX: tex, Display: m[2] != ""})
			}
		}
	}
	return all
}

// realFormulas are those of the goldens, the examples and, where they are beside the checkout, of real notes.
func realFormulas(t *testing.T) []mathjaxtest.Formula {
	t.Helper()
	all := formulasOf(t, os.DirFS("../../examples"))
	goldens, err := fs.Glob(os.DirFS("../../parse/testdata"), "*.txtar")
	if err != nil || len(goldens) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, name := range goldens {
		archive, err := txtar.ParseFile(path.Join("../../parse/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		vault := fstest.MapFS{}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".md") {
				vault[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
		if len(vault) > 0 {
			all = append(all, formulasOf(t, vault)...)
		}
	}
	for _, name := range []string{"seed", "corpus"} {
		t.Run("real notes", func(t *testing.T) { all = append(all, formulasOf(t, os.DirFS(realnotes.Dir(t, name)))...) })
	}
	if len(all) < 100 {
		t.Fatalf("only %d formulas", len(all))
	}
	return unique(all)
}

// unique leaves out formulas that came before.
func unique(all []mathjaxtest.Formula) []mathjaxtest.Formula {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(f mathjaxtest.Formula) bool {
		was := seen[f.TeX]
		seen[f.TeX] = true
		return was
	})
}

// generator makes formulas by chance.
type generator struct {
	*rand.Rand
	commands, environments []string
	own                    []string // macros
}

func newGenerator(seed uint64) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 7))}
	g.commands, g.environments = mathjax.Names()
	return g
}

func (g *generator) pick(of ...string) string { return of[g.IntN(len(of))] }

// formula makes one that is mostly right.
func (g *generator) formula(depth int) string {
	var b strings.Builder
	for range 1 + g.IntN(4) {
		b.WriteString(g.piece(depth))
		if g.IntN(3) == 0 {
			b.WriteString(g.pick(" ", "\n", "+", "="))
		}
	}
	return b.String()
}

func (g *generator) group(depth int) string {
	if g.IntN(4) == 0 {
		return g.pick("x", "2", `\alpha`, "{}")
	}
	return "{" + g.formula(depth-1) + "}"
}

// piece makes one token, or a command with what it needs.
func (g *generator) piece(depth int) string {
	if depth <= 0 {
		return g.pick("a", "b", "12", "1{,}000", "x_1", "y^2", `\pi `, "-", "(", ")", "|", "'", "~", "≤", ",", `\,`)
	}
	if len(g.own) > 0 && g.IntN(4) == 0 {
		return g.pick(g.own...) + g.pick("", " ", g.group(depth), g.group(depth)+g.group(depth))
	}
	switch g.IntN(14) {
	case 0:
		return g.pick("a", "x", "n", "f") + g.pick("^", "_") + g.group(depth)
	case 1:
		return g.pick(`\sum`, `\int`, `\lim`, `\prod`, `\sin`, `\max`, `\operatorname{f}`, `\operatorname*{f}`, `\mathop{f}`, `\bigcup`) +
			g.pick("", `\limits`, `\nolimits`, "") + g.pick("", "_"+g.group(depth)) + g.pick("", "^"+g.group(depth)) + " "
	case 2:
		return g.pick(`\frac`, `\dfrac`, `\binom`, `\overset`, `\underset`, `\stackrel`, `\cfrac`) + g.group(depth) + g.group(depth)
	case 3:
		return g.pick(`\sqrt`, `\hat`, `\vec`, `\mathbb`, `\mathrm`, `\overline`, `\underbrace`, `\boxed`, `\overbrace`, `\widehat`,
			`\boldsymbol`, `\cancel`, `\phantom`, `\sqrt[3]`, `\pmod`, `\bra`, `\ket`, `\braket`, `\mathcal`, `\underline`) + g.group(depth)
	case 4:
		l, r := g.pick("(", "[", `\{`, "|", ".", `\langle`, `\|`, `\lfloor`), g.pick(")", "]", `\}`, "|", ".", `\rangle`, `\|`, `\rfloor`)
		return `\left` + l + " " + g.formula(depth-1) + g.pick("", "", `\middle| `+g.piece(0)) + `\right` + r
	case 5:
		return g.table(depth)
	case 6:
		return g.pick(`\text`, `\textbf`, `\mbox`, `\text`, `\fbox`) + "{" + g.pick("if ", "a_b", "", "5\\%", "x & y", `\{`, `\alpha`) +
			g.pick("", "$"+g.formula(depth-1)+"$", `\(x\)`) + "}"
	case 7:
		return `\` + g.commands[g.IntN(len(g.commands))] + " "
	case 8:
		return `\` + g.commands[g.IntN(len(g.commands))] + g.group(depth)
	case 9:
		return g.pick(`\big`, `\Bigl`, `\biggr`, `\Bigg`) + g.pick("(", "]", `\{`, "|", `\rangle`, "/")
	case 10:
		return "{" + g.formula(depth-1) + "}"
	case 11:
		return "{" + g.formula(depth-1) + g.pick(`\over `, `\atop `, `\choose `) + g.formula(depth-1) + "}"
	case 12:
		return g.pick(`\color{red}`, `\displaystyle `, `\hspace{1em}`, `\quad `, `\bf `, `\rm `, `\tag{1}`, `\newcommand{\foo}{x}\foo `,
			`\rule{1em}{2pt}`, `\raise 2pt x`, `\ce{H2O}`, `\not=`, `\dots `, `\iff `, `\implies `)
	default:
		return g.piece(0)
	}
}

// table makes an environment.
func (g *generator) table(depth int) string {
	env := g.pick("aligned", "matrix", "pmatrix", "cases", "array", "gathered", "align", "align*", "split", "vmatrix", "equation",
		"gather", "alignat", "smallmatrix", "multline")
	if g.IntN(6) == 0 {
		env = g.environments[g.IntN(len(g.environments))]
	}
	var b strings.Builder
	b.WriteString(`\begin{` + env + "}")
	switch {
	case env == "array", env == "subarray":
		b.WriteString(g.pick("{cc}", "{c|c}", "{l}"))
	case strings.HasPrefix(env, "alignat"), strings.HasPrefix(env, "xalignat"), env == "alignedat":
		b.WriteString("{2}")
	}
	rows := 1 + g.IntN(3)
	for i := range rows {
		if g.IntN(12) == 0 {
			b.WriteString(`\hline `)
		}
		b.WriteString(g.formula(depth - 1))
		if g.IntN(2) == 0 && !strings.HasPrefix(env, "mult") && !strings.HasPrefix(env, "eq") && !strings.HasPrefix(env, "gather") {
			b.WriteString("&" + g.formula(depth-1))
		}
		if i < rows-1 || g.IntN(5) == 0 {
			b.WriteString(g.pick(`\\`, `\\[1em]`, "\\\\\n", `\\*`))
		}
	}
	b.WriteString(`\end{` + env + "}")
	return b.String()
}

// scraps are what mutation puts in.
var scraps = []string{"{", "}", `\left`, `\right`, `\left(`, `\right)`, "&", `\\`, "^", "_", "$", "#", "%", "'", `\hline`, `\frac`, `\sqrt[`, "]",
	`\begin{matrix}`, `\end{matrix}`, `\begin{align}`, `\end{align}`, `\text{`, `\limits`, `\over`, `\bm`, `\foo`, "~", "|", "^2", "_2",
	`\sum`, `\\[`, `\mathrm`, `\middle|`, `\tag{2}`, " ", "\n", `\`, `\hspace{x}`, `\dots`, `\not`, "ə", "@", "@>", `\color`, `\begin{array}`,
	`\operatorname`, `\displaystyle`, `\newcommand`, `\def`, `\let`, `\quad`, `\{`, `\}`, `\)`, `\]`, `\(`}

// token is how a formula is cut for mutation.
var token = regexp.MustCompile(`(?s)\\([a-zA-Z]+|.)|.`)

// mutate damages a formula.
func (g *generator) mutate(tex string) string {
	tokens := token.FindAllString(tex, -1)
	for range 1 + g.IntN(2) {
		if len(tokens) == 0 {
			break
		}
		i := g.IntN(len(tokens))
		switch g.IntN(5) {
		case 0:
			tokens = slices.Delete(tokens, i, i+1)
		case 1:
			tokens = slices.Insert(tokens, i, g.pick(scraps...))
		case 2:
			j := g.IntN(len(tokens))
			tokens[i], tokens[j] = tokens[j], tokens[i]
		case 3:
			tokens[i] = g.pick(scraps...)
		default:
			tokens = slices.Insert(tokens, i, tokens[g.IntN(len(tokens))])
		}
	}
	return strings.Join(tokens, "")
}
