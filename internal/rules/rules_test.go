package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/examdeck/examdeck/"

// sourceFile is a Go file of the project with the path of its folder.
type sourceFile struct {
	dir, name string
	file      *ast.File
	fset      *token.FileSet
}

// sources reads all Go files but tests.
func sources(t *testing.T) []sourceFile {
	t.Helper()
	fset := token.NewFileSet()
	var all []sourceFile
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && p != "." || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(fset, filepath.Join("../..", p), nil, parser.ParseComments)
		if err != nil {
			return err
		}
		all = append(all, sourceFile{dir: path.Dir(p), name: p, file: f, fset: fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 30 {
		t.Fatalf("only %d Go files found", len(all))
	}
	return all
}

// stair is a package with what it may import.
type stair struct {
	dir     string
	project string // the project's packages, with blanks between
	outside bool   // may import beyond the standard library
}

// stairs are the packages of the project in their order: each may import only what its row names, and what lies below
// it in its own folder where "..." follows its name. It is the table of docs/architecture.md.
var stairs = []stair{
	{"deck/cloze", "", false},
	{"deck", "deck/cloze", false},

	{"internal/parallel", "", false},
	{"internal/patherr", "", false},
	{"internal/suggest", "", false},
	{"internal/direction", "deck", false},
	{"internal/ankifield", "", true},
	{"internal/ankimedia", "", true},
	{"internal/atomicfile", "", true},
	{"internal/mathjax", "internal/suggest", true},
	{"internal/markdown/...", "deck deck/cloze internal/ankifield internal/mathjax internal/parallel internal/texgate", true},
	{"internal/texgate", "", false},
	{"internal/ankitemplate", "deck/cloze", true},
	{"internal/notetype", "deck deck/cloze internal/ankifield internal/ankitemplate internal/direction internal/texgate", true},

	{"parse/wording", "", false},
	{"parse/settings", "deck parse/wording internal/markdown internal/mathjax internal/suggest internal/patherr", true},
	{"parse/cloze", "deck deck/cloze internal/markdown/math", true},
	{"parse/vault", "deck parse/settings internal/markdown internal/patherr", true},
	{"parse/page", "deck parse/wording parse/settings parse/vault internal/markdown/...", true},
	{"parse/quiz", "deck parse/wording parse/settings parse/vault parse/page internal/markdown/...", true},
	{"parse/body", "deck parse/wording parse/settings parse/vault parse/page parse/quiz internal/markdown/...", true},
	{"parse/dialect", "deck deck/cloze parse/wording parse/settings parse/vault parse/cloze parse/page parse/quiz parse/body internal/markdown/...", true},
	{"parse", "deck deck/cloze parse/wording parse/settings parse/vault parse/cloze parse/page parse/quiz parse/body parse/dialect internal/markdown/... " +
		"internal/direction internal/mathjax internal/parallel internal/patherr", true},

	{"export/apkg/...", "deck deck/cloze internal/...", true},
	{"export/csv", "deck internal/...", true},
	{"export/preview", "deck deck/cloze internal/...", true},
	{"internal/faithful", "deck parse internal/markdown/leftout internal/markdown/rawmark", false},
	{"docs", "", false},
	{"cmd/...", "deck docs parse/... export/... internal/...", true},
}

// onStair reports whether a folder is that of a row, or of a name in a row.
func onStair(dir, name string) bool {
	below, all := strings.CutSuffix(name, "/...")
	return dir == below || all && strings.HasPrefix(dir, below+"/")
}

func TestImportsGoOneWay(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		at := slices.IndexFunc(stairs, func(row stair) bool { return onStair(s.dir, row.dir) })
		if at < 0 {
			if !strings.HasPrefix(s.dir, "internal/") {
				t.Errorf("%s stands on no stair", s.dir)
			}
			continue // tools for tests
		}
		row := stairs[at]
		seen[row.dir] = true
		for _, spec := range s.file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			own, isOwn := strings.CutPrefix(name, module)
			switch {
			case isOwn && !onStair(own, row.dir) && !slices.ContainsFunc(strings.Fields(row.project), func(p string) bool { return onStair(own, p) }):
				t.Errorf("%s imports %s", s.name, own)
			case !isOwn && !row.outside && strings.Contains(strings.Split(name, "/")[0], "."):
				t.Errorf("%s imports %s, from outside the standard library", s.name, name)
			case strings.HasPrefix(row.dir, "export") && strings.Contains(name, "goldmark"):
				t.Errorf("%s imports %s", s.name, name)
			}
		}
	}
	for _, row := range stairs {
		if !seen[row.dir] {
			t.Errorf("no code found in %s", row.dir)
		}
	}
}

// worldly are the functions that read the clock or the disk, of packages that are of use without them.
var worldly = map[string][]string{
	"time":     {"Now", "Since", "Until", "Sleep", "After"},
	"filepath": {"Abs", "EvalSymlinks", "Glob", "Walk", "WalkDir"},
}

// TestWorldComesInAsArguments: only the command, and tools and helpers of tests below internal, know the operating
// system and the clock.
func TestWorldComesInAsArguments(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.dir, "cmd") || strings.HasPrefix(s.dir, "internal") && !onStair(s.dir, "internal/markdown/...") && s.dir != "internal/mathjax" {
			continue
		}
		for _, spec := range s.file.Imports {
			switch name, _ := strconv.Unquote(spec.Path.Value); name {
			case "os", "os/exec", "os/signal", "os/user", "syscall", "log", "net", "net/http", "flag":
				t.Errorf("%s imports %s", s.name, name)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := sel.X.(*ast.Ident); ok && slices.Contains(worldly[pkg.Name], sel.Sel.Name) {
					t.Errorf("%s: %s.%s", s.fset.Position(n.Pos()), pkg.Name, sel.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestEveryExportedNameHasADoc(t *testing.T) {
	packageDocs := map[string]bool{}
	for _, s := range sources(t) {
		packageDocs[s.dir] = packageDocs[s.dir] || s.file.Doc != nil
		for _, decl := range s.file.Decls {
			checkDoc(t, s, decl)
		}
	}
	for dir, has := range packageDocs {
		if !has {
			t.Errorf("package %s has no doc", dir)
		}
	}
}

func checkDoc(t *testing.T, s sourceFile, decl ast.Decl) {
	t.Helper()
	complain := func(name *ast.Ident) {
		if name.IsExported() {
			t.Errorf("%s: %s has no doc", s.fset.Position(name.Pos()), name.Name)
		}
	}
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && (d.Recv == nil || receiverExported(d)) {
			complain(d.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch sp := spec.(type) {
			case *ast.TypeSpec:
				if d.Doc == nil && sp.Doc == nil {
					complain(sp.Name)
				}
			case *ast.ValueSpec:
				if d.Doc == nil && sp.Doc == nil && sp.Comment == nil {
					complain(sp.Names[0])
				}
			}
		}
	}
}

// receiverExported reports whether a method belongs to an exported type.
func receiverExported(d *ast.FuncDecl) bool {
	expr := d.Recv.List[0].Type
	if star, ok := expr.(*ast.StarExpr); ok {
		expr = star.X
	}
	name, ok := expr.(*ast.Ident)
	return ok && name.IsExported()
}

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	for _, s := range sources(t) {
		if lines := s.fset.File(s.file.Pos()).LineCount(); lines > 700 {
			t.Errorf("%s has %d lines", s.name, lines)
		}
		for _, decl := range s.file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil {
				if lines := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line + 1; lines > 60 {
					t.Errorf("%s: %s has %d lines", s.name, f.Name.Name, lines)
				}
			}
		}
	}
}

// shared are the folders below internal that are part of the command.
var shared = []string{"internal/ankifield", "internal/ankimedia", "internal/ankitemplate", "internal/atomicfile", "internal/direction", "internal/notetype", "internal/parallel", "internal/patherr",
	"internal/markdown/...", "internal/mathjax",
	"internal/suggest"}

// serving is the one file that knows a network: it serves the preview on this machine.
const serving = "cmd/examdeck/serve.go"

// TestNoNetwork: nothing that reads notes or packages, or writes them, can reach a network (docs/security.md).
func TestNoNetwork(t *testing.T) {
	looked := 0
	for _, s := range sources(t) {
		if strings.HasPrefix(s.dir, "internal/") && !slices.ContainsFunc(shared, func(dir string) bool { return onStair(s.dir, dir) }) {
			continue // tools for tests
		}
		looked++
		if s.name == serving {
			continue
		}
		for _, spec := range s.file.Imports {
			switch name, _ := strconv.Unquote(spec.Path.Value); name {
			case "net", "net/http", "net/rpc", "net/smtp", "crypto/tls", "os/exec", "plugin":
				t.Errorf("%s imports %s", s.name, name)
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d files were looked at", looked)
	}
}

// TestServesThisMachineAlone: the file that knows a network listens once, on the loopback address, and asks nobody
// for anything.
func TestServesThisMachineAlone(t *testing.T) {
	listens := 0
	for _, s := range sources(t) {
		if s.name != serving {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				pkg, _ := sel.X.(*ast.Ident)
				if pkg != nil && pkg.Name == "net" && !slices.Contains([]string{"Listen", "Listener", "JoinHostPort", "SplitHostPort"}, sel.Sel.Name) ||
					pkg != nil && pkg.Name == "http" && slices.Contains([]string{"Client", "DefaultClient", "DefaultTransport", "Get", "Head", "NewRequest",
						"Post", "PostForm", "Transport", "ListenAndServe", "ListenAndServeTLS"}, sel.Sel.Name) {
					t.Errorf("%s: %s.%s", s.fset.Position(n.Pos()), pkg.Name, sel.Sel.Name)
				}
			}
			if call, ok := n.(*ast.CallExpr); ok && isCall(call, "net", "Listen") {
				listens++
				address, _ := call.Args[1].(*ast.CallExpr)
				if address == nil || !isCall(address, "net", "JoinHostPort") {
					t.Errorf("%s: another address", s.fset.Position(n.Pos()))
				} else if host, ok := address.Args[0].(*ast.BasicLit); !ok || host.Value != `"127.0.0.1"` {
					t.Errorf("%s: another address", s.fset.Position(n.Pos()))
				}
			}
			return true
		})
	}
	if listens != 1 {
		t.Errorf("%s listens %d times", serving, listens)
	}
}

func isCall(call *ast.CallExpr, pkg, name string) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != name {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == pkg
}
