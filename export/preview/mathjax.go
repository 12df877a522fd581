package preview

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
)

// MathJax says where the page takes MathJax from, which sets its formulas. It is Anki's version, and set up as Anki
// does it.
type MathJax struct {
	// URL is that of its script, https only but on this machine; its fonts lie beside it, in output/chtml/fonts.
	// Integrity is the script's hash, as browsers take it; empty for none.
	URL, Integrity string
	// FS and Path are the script and the fonts beside it as files, which are copied to the page. FS is nil where URL
	// counts.
	FS   fs.FS
	Path string
}

// PublicMathJax is the script that Anki ships, on a public network of servers that hands out the files of the npm
// package "mathjax", version 3.2.2. The hash is that of the package's file es5/tex-chtml-full.js.
var PublicMathJax = MathJax{
	URL:       "https://cdn.jsdelivr.net/npm/mathjax@3.2.2/es5/tex-chtml-full.js",
	Integrity: "sha384-NR8saakDju74wZ6sprPPhEoWbaP3iVtXVJH12mRSiaIgxMdi33mOQj8bnF2WxzY3",
}

// fontFolder is where MathJax looks for its fonts, from its script; extensions where a script that is not the full
// one looks for the rest.
const (
	fontFolder = "output/chtml/fonts"
	extensions = "input/tex/extensions"
)

// check tells what makes no sense.
func (m MathJax) check() error {
	if m.FS != nil {
		if _, err := fs.Stat(m.FS, path.Join(path.Dir(m.Path), fontFolder)); err != nil {
			return fmt.Errorf("the fonts beside %s: %w", m.Path, err)
		}
		return nil
	}
	u, err := url.Parse(m.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())) {
		return fmt.Errorf("%q is no https address", m.URL)
	}
	// It becomes a part of a policy, in which these part things.
	if strings.ContainsAny(m.URL, " \t\n;,'\"") {
		return fmt.Errorf("%q holds a blank, a quote, a comma or a semicolon", m.URL)
	}
	return nil
}

func isLoopback(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

// files are those that are copied to the page, below a folder.
func (m MathJax) files(folder string) ([]File, error) {
	if m.FS == nil {
		return nil, nil
	}
	dir := path.Dir(m.Path)
	files := []File{{Name: path.Join(folder, path.Base(m.Path)), FS: m.FS, Path: m.Path}}
	add := func(below, ending string) error {
		return fs.WalkDir(m.FS, path.Join(dir, below), func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && path.Ext(name) == ending {
				within := name[strings.LastIndex(name, below):]
				files = append(files, File{Name: path.Join(folder, within), FS: m.FS, Path: name})
			}
			return err
		})
	}
	if err := add(fontFolder, ".woff"); err != nil {
		return nil, fmt.Errorf("the fonts beside %s: %w", m.Path, err)
	}
	if strings.Contains(m.Path, "full") {
		return files, nil
	}
	if err := add(extensions, ".js"); err != nil {
		return nil, fmt.Errorf("what %s reads from beside it: %w", m.Path, err)
	}
	return files, nil
}
