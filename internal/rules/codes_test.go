package rules

import (
	"go/ast"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCodesAreListed: docs/diagnostics.md lists the codes of all diagnostics that parsing and looking into packages
// give, and no others.
func TestCodesAreListed(t *testing.T) {
	used := map[string]bool{}
	for _, s := range sources(t) {
		if s.dir != "deck" && !strings.HasPrefix(s.dir, "parse") && !onStair(s.dir, "internal/markdown/...") && s.dir != "internal/mathjax" && !strings.HasPrefix(s.dir, "export/apkg/") || s.dir == "deck" && strings.HasSuffix(s.name, "validate.go") {
			continue // what Validate finds is a bug of ours, told as an internal error
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			for _, code := range codesIn(n) {
				used[code] = true
			}
			return true
		})
	}
	doc, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllStringSubmatch(string(doc), -1) {
		listed[m[1]] = true
	}
	if len(used) < 10 {
		t.Fatalf("only %d codes found", len(used))
	}
	for _, code := range slices.Sorted(maps.Keys(used)) {
		if !listed[code] {
			t.Errorf("docs/diagnostics.md lacks the code %q", code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(listed)) {
		if !used[code] {
			t.Errorf("docs/diagnostics.md lists the code %q, which nothing gives", code)
		}
	}
}

// codesIn returns the codes that a node of the syntax tree sets: in a composite literal, by assignment, as a constant
// whose name begins with "code", or as the argument of a function that reports.
func codesIn(n ast.Node) []string {
	var codes []string
	add := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if code, err := strconv.Unquote(lit.Value); err == nil && codeForm.MatchString(code) {
				codes = append(codes, code)
			}
		}
	}
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
			add(n.Value)
		}
	case *ast.ValueSpec: // a constant such as codeRaw
		for i, name := range n.Names {
			if strings.HasPrefix(name.Name, "code") && i < len(n.Values) {
				add(n.Values[i])
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if sel, ok := left.(*ast.SelectorExpr); ok && sel.Sel.Name == "Code" && i < len(n.Rhs) {
				add(n.Rhs[i])
			}
		}
	case *ast.CallExpr:
		name := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		if slices.Contains([]string{"fault", "warn", "faultNote", "warnNote", "issue", "doubt", "report"}, name) {
			for _, arg := range n.Args[:min(2, len(n.Args))] {
				add(arg)
			}
		}
	}
	return codes
}

var codeForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
