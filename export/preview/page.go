package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"path"
	"slices"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/notetype"
)

// Folder is the folder, beside index.html, of all other files of a page.
const Folder = "files"

// Index is the name of the page itself.
const Index = "index.html"

// mathJaxFolder is the folder in [Folder] of the files of a MathJax that is copied to the page.
const mathJaxFolder = "mathjax"

// Options say what a page shows beside the cards.
type Options struct {
	// Title stands on top.
	Title string
	// Shuffle is that of the package's options.
	Shuffle bool
	// Diagnostics are shown with the cards whose text they speak of. LastLine gives the last line of a question's
	// text in its source; where it is nil, a question has one line.
	Diagnostics []deck.Diagnostic
	LastLine    func(*deck.Question) int
	// Plan tells which questions are new or changed; may be nil.
	Plan *deck.Plan
	// MathJax is [PublicMathJax] where it is zero.
	MathJax MathJax
	// Live makes the page reload when its server tells so, by the event "changed" at the address "events".
	Live bool
}

// Page is a page and what it needs.
type Page struct {
	// Files are all its files, [Index] last. The names of those in [Folder] follow their content, media and MathJax
	// apart, so that a page can be replaced by putting the new files beside the old ones before the index.
	Files []File
	// Policy is the Content-Security-Policy of the index, FramePolicy that of the file Frame; both are in the files
	// as well.
	Policy, FramePolicy, Frame string
	// Cards is how many cards it shows.
	Cards int
}

//go:embed page
var pageFiles embed.FS

// New makes the page of a set. It fails for a MathJax that can't be read, or has no address that a policy can hold.
func New(set *deck.Set, opts Options) (*Page, error) {
	if opts.MathJax == (MathJax{}) {
		opts.MathJax = PublicMathJax
	}
	if err := opts.MathJax.check(); err != nil {
		return nil, fmt.Errorf("preview: MathJax: %w", err)
	}
	cards, err := Cards(set, opts.Shuffle)
	if err != nil {
		return nil, err
	}
	m := maker{opts: opts, page: &Page{Policy: pagePolicy(opts.Live), FramePolicy: framePolicy(opts.MathJax), Cards: len(cards)}}
	data, err := m.data(set, cards)
	if err != nil {
		return nil, fmt.Errorf("preview: %w", err)
	}
	for _, md := range set.Media {
		m.page.Files = append(m.page.Files, File{Name: path.Join(Folder, md.Name), FS: md.FS, Path: md.Path})
	}
	if err := m.frame(); err != nil {
		return nil, fmt.Errorf("preview: %w", err)
	}
	if err := m.index(data); err != nil {
		return nil, fmt.Errorf("preview: %w", err)
	}
	return m.page, nil
}

// maker puts the files of a page together.
type maker struct {
	opts Options
	page *Page
}

// add adds a file whose name follows its content, and gives its name in the folder.
func (m *maker) add(stem, ending string, data []byte) string {
	sum := sha256.Sum256(data)
	name := stem + "-" + hex.EncodeToString(sum[:6]) + ending
	m.page.Files = append(m.page.Files, File{Name: path.Join(Folder, name), Data: data})
	return name
}

// static adds one of the page's own files.
func (m *maker) static(name string) string {
	ending := path.Ext(name)
	return m.add(name[:len(name)-len(ending)], ending, embedded(name))
}

func embedded(name string) []byte {
	data, err := pageFiles.ReadFile("page/" + name)
	if err != nil {
		panic("examdeck: internal error: " + err.Error())
	}
	return data
}

// data adds the files that hold the cards, and gives the name of the one that lists them.
func (m *maker) data(set *deck.Set, cards []Card) (string, error) {
	x := newIndex(set, cards, m.opts)
	texts := make([]string, len(cards))
	for i, c := range cards {
		texts[i] = searchText(c)
	}
	for chunk := range slices.Chunk(cards, chunkSize) {
		sides := make([][2]string, len(chunk))
		for i, c := range chunk {
			sides[i] = [2]string{display(c.Front, c, true), display(c.Back, c, false)}
		}
		data, err := script(fmt.Sprintf("examdeckSides(%d,", len(x.Chunks)), sides, ");\n")
		if err != nil {
			return "", err
		}
		x.Chunks = append(x.Chunks, path.Join(Folder, m.add("cards", ".js", data)))
	}
	data, err := script("examdeckTexts(", texts, ");\n")
	if err != nil {
		return "", err
	}
	x.Texts = path.Join(Folder, m.add("texts", ".js", data))
	if data, err = script("examdeckIndex = ", x, ";\n"); err != nil {
		return "", err
	}
	return path.Join(Folder, m.add("index", ".js", data)), nil
}

// frame adds the file in which a card is shown, and what it needs.
func (m *maker) frame() error {
	own, err := script("examdeckScripts = ", ownScripts, ";\n")
	if err != nil {
		return err
	}
	values := map[string]any{
		"Policy": m.page.FramePolicy, "MathJax": m.opts.MathJax.URL, "Integrity": m.opts.MathJax.Integrity,
		"Base": m.static("frame.css"), "Style": m.add("style", ".css", []byte(notetype.Style)),
		"Scripts": []string{m.add("scripts", ".js", own), m.static("frame.js")},
	}
	if m.opts.MathJax.FS != nil {
		files, err := m.opts.MathJax.files(path.Join(Folder, mathJaxFolder))
		if err != nil {
			return err
		}
		m.page.Files = append(m.page.Files, files...)
		values["MathJax"], values["Integrity"] = mathJaxFolder+"/"+path.Base(m.opts.MathJax.Path), ""
	}
	data, err := fill("card.html", values)
	if err != nil {
		return err
	}
	m.page.Frame = path.Join(Folder, m.add("card", ".html", data))
	return nil
}

// index adds the page itself.
func (m *maker) index(data string) error {
	scripts := []string{data}
	for _, name := range []string{"store.js", "tree.js", "stage.js", "details.js", "page.js"} {
		scripts = append(scripts, path.Join(Folder, m.static(name)))
	}
	text, err := fill("index.html", map[string]any{"Title": m.opts.Title, "Policy": m.page.Policy, "Frame": m.page.Frame,
		"Style": path.Join(Folder, m.static("page.css")), "Scripts": scripts})
	if err != nil {
		return err
	}
	m.page.Files = append(m.page.Files, File{Name: Index, Data: text})
	return nil
}

// fill fills a template of HTML.
func fill(name string, values map[string]any) ([]byte, error) {
	t, err := template.New(name).Parse(string(embedded(name)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, values); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
