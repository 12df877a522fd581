package preview_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

// TestPageIsWhole makes sure that every file that one of the page's names is there, once, and the same each time.
func TestPageIsWhole(t *testing.T) {
	_, set, notices := golden(t, "testdata/kinds.txtar")
	p, again := page(t, set, notices), page(t, set, notices)
	have, texts := map[string]bool{}, ""
	for i, f := range p.Files {
		if have[f.Name] || f.Name != again.Files[i].Name || !bytes.Equal(f.Data, again.Files[i].Data) {
			t.Errorf("%s is there twice, or another one each time", f.Name)
		}
		have[f.Name] = true
		texts += string(f.Data)
	}
	if last := p.Files[len(p.Files)-1].Name; last != preview.Index || !have[p.Frame] || p.Cards != 7 {
		t.Errorf("the last file is %s, the frame %s, %d cards", last, p.Frame, p.Cards)
	}
	named := regexp.MustCompile(`(?:files/)?[a-z]+-[0-9a-f]{12}\.(?:js|css|html)`).FindAllString(texts, -1)
	if len(named) < 10 {
		t.Errorf("only %q are named", named)
	}
	for _, name := range named {
		if !have[path.Join(preview.Folder, path.Base(name))] {
			t.Errorf("%s is missing", name)
		}
	}
}

// TestPolicies makes sure that nothing runs but what the page brings: no script in the text of a page, no style in
// that of the index, and of the scripts in notes the note types' alone.
func TestPolicies(t *testing.T) {
	_, set, _ := golden(t, "testdata/kinds.txtar")
	p := page(t, set, nil)
	inline := regexp.MustCompile(`(?i)<script(?:\s[^>]*)?>[^<]|<style|\son[a-z]+\s*=|\sstyle\s*=|javascript:`)
	for _, f := range p.Files {
		if strings.HasSuffix(f.Name, ".html") && inline.Match(f.Data) {
			t.Errorf("%s: %s", f.Name, inline.Find(f.Data))
		}
		if ending := path.Ext(f.Name); ending == ".js" || ending == ".css" {
			if loads := regexp.MustCompile(`https?://|@import|url\(|\beval\(|new Function|document\.write|XMLHttpRequest|\bfetch\(`).Find(f.Data); loads != nil {
				t.Errorf("%s: %s", f.Name, loads)
			}
		}
	}
	for _, policy := range []string{p.Policy, p.FramePolicy} {
		if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe-eval") || regexp.MustCompile(`script-src[^;]*unsafe`).MatchString(policy) {
			t.Error(policy)
		}
	}
	if strings.Contains(p.Policy, "unsafe-inline") || strings.Contains(p.Policy, "connect-src") {
		t.Error(p.Policy)
	}
	cards, err := preview.Cards(set, false)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, c := range cards {
		for _, m := range regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(c.Front+c.Back, -1) {
			found[m[1]] = true
			sum := sha256.Sum256([]byte(m[1]))
			if !strings.Contains(p.FramePolicy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
				t.Errorf("the policy does not know a script of the note types")
			}
		}
	}
	if len(found) != 2 {
		t.Errorf("%d scripts on the cards, want that of all and that of choices", len(found))
	}
}

// TestMathJax takes MathJax from files, and refuses addresses that would be something else in a policy.
func TestMathJax(t *testing.T) {
	set := &deck.Set{}
	files := fstest.MapFS{"es5/tex-chtml-full.js": {}, "es5/output/chtml/fonts/woff-v2/a.woff": {}, "es5/output/chtml/fonts/woff-v2/b.txt": {},
		"es5/tex-chtml.js": {}, "es5/input/tex/extensions/mhchem.js": {}}
	for name, want := range map[string]string{
		"es5/tex-chtml-full.js": "files/mathjax/output/chtml/fonts/woff-v2/a.woff files/mathjax/tex-chtml-full.js",
		"es5/tex-chtml.js":      "files/mathjax/input/tex/extensions/mhchem.js files/mathjax/output/chtml/fonts/woff-v2/a.woff files/mathjax/tex-chtml.js",
	} {
		p, err := preview.New(set, preview.Options{MathJax: preview.MathJax{FS: files, Path: name}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range p.Files {
			if strings.HasPrefix(f.Name, "files/mathjax/") {
				got = append(got, f.Name)
			}
		}
		if strings.Contains(p.FramePolicy, "http") && strings.Contains(p.FramePolicy, "jsdelivr") || sorted(got) != want {
			t.Errorf("%s: %s, policy %s", name, sorted(got), p.FramePolicy)
		}
	}
	for _, m := range []preview.MathJax{{URL: "http://example.org/x.js"}, {URL: "x.js"}, {URL: "https://example.org/x.js; script-src *"}, {URL: "https://example.org/x',y"},
		{URL: "ftp://example.org/x.js"}, {FS: fstest.MapFS{"x.js": {}}, Path: "x.js"}} {
		if _, err := preview.New(set, preview.Options{MathJax: m}); err == nil {
			t.Errorf("%+v: no error", m)
		}
	}
	p, err := preview.New(set, preview.Options{MathJax: preview.MathJax{URL: "http://127.0.0.1:8000/es5/tex-chtml-full.js"}})
	if err != nil || !strings.Contains(p.FramePolicy, "font-src 'self' http://127.0.0.1:8000/es5/output/chtml/fonts/") {
		t.Errorf("%v: %+v", err, p)
	}
}

func sorted(names []string) string {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	var all []string
	for _, n := range []string{"files/mathjax/input/tex/extensions/mhchem.js", "files/mathjax/output/chtml/fonts/woff-v2/a.woff", "files/mathjax/tex-chtml-full.js", "files/mathjax/tex-chtml.js"} {
		if set[n] {
			all = append(all, n)
		}
		delete(set, n)
	}
	for n := range set {
		all = append(all, "unexpected "+n)
	}
	return strings.Join(all, " ")
}

// TestPublicMathJax makes sure that the hash of the public script is that of the package's file.
func TestPublicMathJax(t *testing.T) {
	file, err := os.Open(mathjaxtest.Bundle(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := preview.Integrity(data); got != preview.PublicMathJax.Integrity {
		t.Errorf("the file has the hash %s", got)
	}
}
