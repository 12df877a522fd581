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

// allowed says which packages of the project a folder may import; "*" in forbidden stands for what only the command may.
var allowed = []struct {
	dir     string
	project []string // prefixes of the project's packages
	outside bool     // may import beyond the standard library
}{
	{"deck", nil, false},
	{"deck/cloze", nil, false},
	{"parse", []string{"deck", "internal/markdown", "internal"}, true},
	{"parse/wording", nil, false},
	{"export/apkg", []string{"deck", "internal"}, true},
	{"export/csv", []string{"deck", "internal"}, true},
	{"export/preview", []string{"deck", "internal"}, true},
	{"internal/ankitemplate", []string{"deck/cloze"}, true},
	{"internal/notetype", []string{"deck", "internal/ankifield", "internal/ankitemplate"}, true},
	{"cmd", []string{"deck", "parse", "export", "internal", "cmd"}, true},
}

func TestImportsGoOneWay(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		for _, rule := range allowed {
			if s.dir != rule.dir && !strings.HasPrefix(s.dir, rule.dir+"/") {
				continue
			}
			seen[rule.dir] = true
			for _, spec := range s.file.Imports {
				name, _ := strconv.Unquote(spec.Path.Value)
				own, isOwn := strings.CutPrefix(name, module)
				within := isOwn && (own == s.dir || strings.HasPrefix(own, rule.dir+"/") || strings.HasPrefix(own, rule.dir) && own == rule.dir)
				switch {
				case isOwn && !within && !slices.ContainsFunc(rule.project, func(p string) bool { return own == p || strings.HasPrefix(own, p+"/") }):
					t.Errorf("%s imports %s", s.name, own)
				case !isOwn && !rule.outside && strings.Contains(strings.Split(name, "/")[0], "."):
					t.Errorf("%s imports %s, from outside the standard library", s.name, name)
				case strings.HasPrefix(rule.dir, "export") && strings.Contains(name, "goldmark"):
					t.Errorf("%s imports %s", s.name, name)
				}
			}
		}
	}
	for _, rule := range allowed {
		if !seen[rule.dir] {
			t.Errorf("no code found in %s", rule.dir)
		}
	}
}

// worldly are the functions that read the clock or the disk, of packages that are of use without them.
var worldly = map[string][]string{
	"time":     {"Now", "Since", "Until", "Sleep", "After"},
	"filepath": {"Abs", "EvalSymlinks", "Glob", "Walk", "WalkDir"},
}

// TestWorldComesInAsArguments: only the command, and tools and helpers of tests below internal, know the operating system and
// the clock.
func TestWorldComesInAsArguments(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.dir, "cmd") || strings.HasPrefix(s.dir, "internal") {
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

// receiverExported tells whether a method belongs to an exported type.
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
var shared = []string{"internal/ankifield", "internal/ankimedia", "internal/ankitemplate", "internal/atomicfile", "internal/notetype", "internal/parallel", "internal/patherr",
	"internal/suggest"}

// serving is the one file that knows a network: it serves the preview on this machine.
const serving = "cmd/examdeck/serve.go"

// TestNoNetwork: nothing that reads notes or packages, or writes them, can reach a network (docs/security.md).
func TestNoNetwork(t *testing.T) {
	looked := 0
	for _, s := range sources(t) {
		if strings.HasPrefix(s.dir, "internal/") && !slices.Contains(shared, s.dir) {
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

// TestServesThisMachineAlone: the file that knows a network listens once, on the loopback address, and asks nobody for anything.
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
