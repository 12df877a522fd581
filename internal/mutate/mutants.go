package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// mutant is one change to one file.
type mutant struct {
	pkg  string // import path
	file string // its path
	name string // the path that is shown
	// The bytes from from until to are replaced.
	from, to    int
	replacement string

	line, col     int
	before, after string // the expression, for people
}

// String is the place and the change: "parse/date.go:12:5: a < b → a <= b".
func (m mutant) String() string {
	return fmt.Sprintf("%s:%d:%d: %s → %s", m.name, m.line, m.col, m.before, m.after)
}

// apply returns the file with the change in it.
func (m mutant) apply(source []byte) []byte {
	return slices.Concat(source[:m.from], []byte(m.replacement), source[m.to:])
}

// choose shuffles mutants. The same seed gives the same order.
func choose(all []mutant, seed uint64) []mutant {
	all = slices.Clone(all)
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// mutantsOf lists all mutants of a file: conditions turned round, comparisons changed, "and" and "or" exchanged,
// thresholds moved by one.
func mutantsOf(pkg, file, name string, source []byte) ([]mutant, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := finder{pkg: pkg, file: file, name: name, source: source, fset: fset}
	ast.Inspect(tree, f.visit)
	slices.SortStableFunc(f.found, func(a, b mutant) int { return cmp.Compare(a.from, b.from) })
	return f.found, nil
}

// finder collects the mutants of a file.
type finder struct {
	pkg, file, name string
	source          []byte
	fset            *token.FileSet
	found           []mutant
}

func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		f.negate(n.Cond)
	case *ast.SwitchStmt:
		if n.Tag == nil {
			for _, clause := range n.Body.List {
				for _, cond := range clause.(*ast.CaseClause).List {
					f.negate(cond)
				}
			}
		}
	case *ast.BinaryExpr:
		f.binary(n)
	case *ast.GenDecl:
		if n.Tok == token.CONST {
			f.constants(n)
		}
	}
	return true
}

// negate turns a condition round, unless another mutant does the same.
func (f *finder) negate(cond ast.Expr) {
	if b, ok := cond.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
		return
	}
	from, to := f.span(cond)
	f.add(cond, from, to, "!("+string(f.source[from:to])+")")
}

// otherwise gives what a comparison or a conjunction is changed to.
var otherwise = map[token.Token]token.Token{
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.EQL: token.NEQ, token.NEQ: token.EQL, token.LAND: token.LOR, token.LOR: token.LAND,
}

// nudges are the steps by which the number on the right of a comparison is moved. The other step is what a change of
// the sign does.
var nudges = map[token.Token][]int{
	token.LSS: {-1}, token.LEQ: {+1}, token.GTR: {+1}, token.GEQ: {-1}, token.EQL: {-1, +1}, token.NEQ: {-1, +1},
}

func (f *finder) binary(b *ast.BinaryExpr) {
	op, ok := otherwise[b.Op]
	if !ok {
		return
	}
	from := f.fset.Position(b.OpPos).Offset
	f.add(b, from, from+len(b.Op.String()), op.String())
	for _, step := range nudges[b.Op] {
		f.nudge(b, b.Y, step)
		f.nudge(b, b.X, -step)
	}
}

// constants moves the numbers that a declaration gives names to. Sizes in bytes, written with a shift, are budgets
// and no rules; nor are enumerations.
func (f *finder) constants(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		for _, value := range spec.(*ast.ValueSpec).Values {
			if counts(value) {
				continue
			}
			ast.Inspect(value, func(n ast.Node) bool {
				if literal, ok := n.(*ast.BasicLit); ok {
					f.nudge(value, literal, -1)
					f.nudge(value, literal, +1)
				}
				return true
			})
		}
	}
}

// counts reports whether an expression shifts bits or counts the names of its declaration.
func counts(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			found = found || n.Op == token.SHL
		case *ast.Ident:
			found = found || n.Name == "iota"
		}
		return !found
	})
	return found
}

// nudge moves a number that is written out.
func (f *finder) nudge(whole, number ast.Expr, step int) {
	literal, ok := number.(*ast.BasicLit)
	if !ok || literal.Kind != token.INT {
		return
	}
	if n, err := strconv.ParseInt(literal.Value, 0, 64); err == nil {
		from, to := f.span(literal)
		f.add(whole, from, to, strconv.FormatInt(n+int64(step), 10))
	}
}

func (f *finder) span(n ast.Node) (from, to int) {
	return f.fset.Position(n.Pos()).Offset, f.fset.Position(n.End()).Offset
}

// add adds the mutant that replaces some bytes of an expression.
func (f *finder) add(whole ast.Expr, from, to int, replacement string) {
	m := mutant{pkg: f.pkg, file: f.file, name: f.name, from: from, to: to, replacement: replacement}
	start, end := f.span(whole)
	at := f.fset.Position(whole.Pos())
	m.line, m.col = at.Line, at.Column
	m.before = oneLine(f.source[start:end])
	m.after = oneLine(slices.Concat(f.source[start:from], []byte(replacement), f.source[to:end]))
	f.found = append(f.found, m)
}

// oneLine is an expression without line ends.
func oneLine(expr []byte) string {
	return strings.Join(strings.Fields(string(bytes.TrimSpace(expr))), " ")
}
