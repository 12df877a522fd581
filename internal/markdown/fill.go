package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

const (
	// maxNested is how deep embeds may lie within one another.
	maxNested = 10
	// maxEmbeds is how many embeds a fragment may show, those within others counted.
	maxEmbeds = 1000
	// maxFilled is how long a fragment may get by what it embeds, in bytes.
	maxFilled = 1 << 20
)

// filler fills the holes of a fragment with what the embeds show.
type filler struct {
	renderer        // of which only the writing is used
	sites    []site // the embeds within which it writes, the outermost first
	count    int
	spent    bool // a limit was told of
}

// site is an embed on the way to what is shown.
type site struct {
	note      string
	at        int
	line, col int
}

// fill returns the fragment of a passage that no other embeds. Its HTML is not finished.
func fill(p *Passage) Fragment {
	f := &filler{}
	f.passage(p)
	return Fragment{HTML: string(f.buf), Media: f.media, Issues: f.issues, Empty: p.empty}
}

// passage writes a passage and what it embeds.
func (f *filler) passage(p *Passage) {
	for _, i := range p.issues {
		f.report(i.Issue, site{p.world.Path(), i.Offset, i.line, i.col})
	}
	for _, name := range p.media {
		if !slices.Contains(f.media, name) {
			f.media = append(f.media, name)
		}
	}
	for rest := p.html; ; {
		i := strings.IndexByte(rest, holeMark)
		if i < 0 {
			f.write(rest)
			return
		}
		f.write(rest[:i])
		var number int
		number, rest = cutHole(rest[i:])
		rest = f.hole(p, p.holes[number], rest)
	}
}

// hole writes what an embed shows, and gives the text that follows it.
func (f *filler) hole(p *Passage, h hole, rest string) string {
	if slices.ContainsFunc(h.open, func(tag string) bool { return tagName(tag) == "a" }) {
		f.plain([]byte(h.label))
		return rest
	}
	here := site{p.world.Path(), h.at, h.line, h.col}
	name := h.target
	if h.fragment != "" {
		name += "#" + h.fragment
	}
	if f.count++; f.count > maxEmbeds {
		f.limit(name, fmt.Sprintf("more than %d embeds are in this text", maxEmbeds), here)
		return rest
	}
	shown, fault := p.world.Embed(h.target, h.fragment)
	if shown == nil {
		f.report(Issue{Code: "missing-embed", Message: fmt.Sprintf("missing %q: %s", name, fault.Message), Hint: fault.Hint}, here)
		f.absent("note missing: ", name)
		return rest
	}
	if fault.Code != "" {
		f.report(fault, here)
	}
	if !f.allows(shown, name, here) {
		f.absent("not shown: ", name)
		return rest
	}
	start := len(f.buf)
	f.sites = append(f.sites, here)
	f.passage(shown)
	f.sites = f.sites[:len(f.sites)-1]
	return f.fit(start, h.open, rest)
}

// allows reports whether a passage may be shown at a place; else it says why not.
func (f *filler) allows(shown *Passage, name string, here site) bool {
	for _, s := range append(f.sites, here) {
		if s.note == shown.world.Path() && s.at >= shown.from && s.at < shown.to {
			f.report(Issue{Code: "embed-cycle", Message: fmt.Sprintf("%q is not shown: it embeds itself", name)}, here)
			return false
		}
	}
	if len(f.sites) >= maxNested {
		f.report(Issue{Code: "embed-limit", Message: fmt.Sprintf("%q is not shown: it lies %d embeds deep", name, maxNested+1)}, here)
		return false
	}
	if len(f.buf)+len(shown.html) > maxFilled {
		f.limit(name, "the text would get longer than 1 MB", here)
		return false
	}
	return true
}

// limit says, once, that an embed is one too many.
func (f *filler) limit(name, why string, here site) {
	if !f.spent {
		f.report(Issue{Code: "embed-limit", Message: fmt.Sprintf("%q and what follows is not shown: %s", name, why), Hint: "embed less"}, here)
	}
	f.spent = true
}

// absent writes that a note can't be had or shown.
func (f *filler) absent(what, name string) {
	if len(f.buf) > maxFilled {
		return
	}
	f.write(`<span class="missing">` + what)
	f.plain([]byte(name))
	f.write("</span>")
}

// report files an issue that was found at a place, at the embed of the outermost note that leads there.
func (f *filler) report(i Issue, at site) {
	i.Offset = at.at
	if len(f.sites) > 0 {
		var through strings.Builder
		for _, s := range append(f.sites[1:len(f.sites):len(f.sites)], at) {
			fmt.Fprintf(&through, "in %q, ", fmt.Sprintf("%s:%d:%d", s.note, s.line, s.col))
		}
		i.Offset = f.sites[0].at
		i.Message = strings.TrimSuffix(through.String(), ", ") + ": " + i.Message
	}
	f.issues = append(f.issues, i)
}

// fit makes what was written from start on fit its place, within the tags in open and before the text rest: a single
// paragraph becomes part of the text around it, blocks part it.
func (f *filler) fit(start int, open []string, rest string) string {
	shown := bytes.TrimRight(f.buf[start:], "\n")
	if i := bytes.Index(shown, []byte("</p>")); bytes.HasPrefix(shown, []byte("<p>")) && i == len(shown)-len("</p>") {
		f.buf = append(f.buf[:start], shown[len("<p>"):i]...)
		return rest
	}
	if len(open) == 0 {
		return rest
	}
	shown = bytes.Clone(f.buf[start:])
	f.buf = f.buf[:start]
	f.trimEnd(0)
	f.buf = append(closing(f.buf, open), shown...)
	f.buf, rest = reopening(f.buf, open, rest)
	return rest
}
