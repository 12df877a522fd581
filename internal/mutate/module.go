package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// goPackage is what `go list` says of a package.
type goPackage struct {
	ImportPath, Dir           string
	GoFiles                   []string
	Deps                      []string
	TestGoFiles, XTestGoFiles []string
	TestImports, XTestImports []string
}

func (p goPackage) hasTests() bool { return len(p.TestGoFiles)+len(p.XTestGoFiles) > 0 }

// module is what is mutated and what tests it.
type module struct {
	dir     string // absolute
	mutated []goPackage
	suites  []suite
	all     map[string]goPackage
}

// suite are tests of one package.
type suite struct {
	pkg string
	run string // regular expression of the tests
	// last says that these run for mutants alone that all others have let through.
	last bool
}

// The tests of a package are run before its fuzz seeds, which take longer and catch less.
const (
	plainTests = "^(Test|Example)"
	fuzzSeeds  = "^Fuzz"
)

// loadModule finds the packages that the options name. The error names a pattern that fits none.
func loadModule(ctx context.Context, o options) (*module, error) {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return nil, err
	}
	m := &module{dir: dir, all: map[string]goPackage{}}
	every, err := m.list(ctx, "./...")
	if err != nil {
		return nil, err
	}
	for _, p := range every {
		m.all[p.ImportPath] = p
	}
	if m.mutated, err = m.list(ctx, o.packages...); err != nil {
		return nil, err
	}
	for _, pattern := range strings.Fields(o.tests) {
		pattern, tests, chosen := strings.Cut(pattern, "=")
		found, err := m.list(ctx, pattern)
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			switch {
			case !p.hasTests():
			case chosen:
				m.suites = append(m.suites, suite{p.ImportPath, tests, true})
			default:
				m.suites = append(m.suites, suite{p.ImportPath, plainTests, false}, suite{p.ImportPath, fuzzSeeds, true})
			}
		}
	}
	return m, nil
}

func (m *module) list(ctx context.Context, patterns ...string) ([]goPackage, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-json=ImportPath,Dir,GoFiles,Deps,TestGoFiles,XTestGoFiles,TestImports,XTestImports"}, patterns...)...)
	cmd.Dir = m.dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w\n%s", strings.Join(patterns, " "), err, stderr.String())
	}
	var found []goPackage
	for in := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no package fits %s", strings.Join(patterns, " "))
	}
	return found, nil
}

// mutants lists the mutants of all packages, or of one FILE:LINE.
func (m *module) mutants(only string) ([]mutant, error) {
	onlyFile, onlyLine := "", 0
	if only != "" {
		name, line, _ := strings.Cut(only, ":")
		n, err := strconv.Atoi(line)
		if err != nil {
			return nil, fmt.Errorf("%q is not FILE:LINE", only)
		}
		onlyFile, onlyLine = filepath.ToSlash(filepath.Clean(name)), n
	}
	var all []mutant
	for _, p := range m.mutated {
		for _, base := range p.GoFiles {
			file := filepath.Join(p.Dir, base)
			name, err := filepath.Rel(m.dir, file)
			if err != nil {
				return nil, err
			}
			source, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			found, err := mutantsOf(p.ImportPath, file, filepath.ToSlash(name), source)
			if err != nil {
				return nil, err
			}
			all = append(all, slices.DeleteFunc(found, func(f mutant) bool {
				return only != "" && (f.name != onlyFile || f.line != onlyLine)
			})...)
		}
	}
	return all, nil
}

// suitesFor are the tests that see a package: its own first, and those that take long last.
func (m *module) suitesFor(pkg string) []suite {
	var own, others, last []suite
	for _, s := range m.suites {
		switch {
		case !m.sees(s.pkg, pkg):
		case s.last:
			last = append(last, s)
		case s.pkg == pkg:
			own = append(own, s)
		default:
			others = append(others, s)
		}
	}
	return slices.Concat(own, others, last)
}

// sees reports whether the tests of one package are built with another.
func (m *module) sees(tests, pkg string) bool {
	p := m.all[tests]
	if tests == pkg || slices.Contains(p.Deps, pkg) {
		return true
	}
	return slices.ContainsFunc(slices.Concat(p.TestImports, p.XTestImports), func(imported string) bool {
		return imported == pkg || slices.Contains(m.all[imported].Deps, pkg)
	})
}
