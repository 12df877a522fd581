package parse

import (
	"net/url"
	"path"
	"strings"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/mathjax"
)

// resolver finds what one source, or a note that is embedded, refers to. It implements markdown.Resolver.
type resolver struct {
	store  *mediaStore
	notes  *noteStore
	source Source
	linked bool // links lead to Obsidian
	lint   bool // formulas are looked into
	macros mathjax.Macros
	// variant tells macros apart that are not those of the whole vault.
	variant string
}

// resolver finds what a source refers to: the one at hand, or its paper.
func (w *writer) resolver(source Source) resolver {
	return resolver{
		store: w.media, notes: w.notes, source: source, linked: w.doc.settings.Links == "obsidian", lint: w.lint, macros: w.doc.settings.Macros, variant: w.variant,
	}
}

// Path implements markdown.Resolver.
func (r resolver) Path() string { return r.source.Path }

// Media implements markdown.Resolver.
func (r resolver) Media(target string) (name string, fault markdown.Issue) {
	f, fault := r.source.Vault.lookUp(r.source.Path, target)
	if f.tree == nil {
		return "", fault
	}
	name, reason := r.store.add(f)
	if reason != "" {
		fault.Message = reason
	}
	return name, fault
}

// Embed implements markdown.Resolver.
func (r resolver) Embed(target, fragment string) (*markdown.Passage, markdown.Issue) {
	note, fault := r.source.Vault.note(r.source.Path, target)
	if note == "" {
		return nil, fault
	}
	r.source = Source{Vault: r.source.Vault, Path: note, Name: note}
	p, why := r.notes.passage(r, fragment)
	if p == nil {
		return nil, why
	}
	return p, fault
}

// Formula implements markdown.Resolver.
func (r resolver) Formula(tex string) (string, error) { return r.macros.Expand(tex) }

// Lint implements markdown.Resolver.
func (r resolver) Lint(tex string, display bool) []mathjax.Problem {
	if !r.lint {
		return nil
	}
	return mathjax.Lint(tex, mathjax.Options{Display: display, Macros: r.macros})
}

// Address implements markdown.Resolver. Of Obsidian's own addresses those that only open a note are links: others may change a vault
// (help.obsidian.md, "Obsidian URI").
func (r resolver) Address(target string) string {
	vault := r.source.Vault
	if !r.linked {
		return ""
	}
	if lower := strings.ToLower(target); strings.HasPrefix(lower, "obsidian:") {
		if strings.HasPrefix(lower, "obsidian://open?") || strings.HasPrefix(lower, "obsidian://vault/") {
			return target
		}
		return ""
	}
	file, fragment, _ := strings.Cut(target, "#")
	found, _ := vault.note(r.source.Path, file)
	if found == "" {
		if f, _ := vault.lookUp(r.source.Path, file); f.tree == vault.own {
			found = f.path
		}
	}
	if found == "" || vault.Name == "" {
		return ""
	}
	if strings.EqualFold(path.Ext(found), ".md") {
		found = found[:len(found)-len(".md")]
	}
	if fragment != "" {
		found += "#" + fragment
	}
	return "obsidian://open?vault=" + escapeAll(vault.Name) + "&file=" + escapeAll(found)
}

// escapeAll writes text as the value of a parameter, blanks as "%20": Obsidian takes a "+" for itself.
func escapeAll(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
