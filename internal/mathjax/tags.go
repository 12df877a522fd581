package mathjax

// tagState is what MathJax remembers of \tag and \label.
type tagState struct {
	current tagInfo
	outer   []tagInfo
}

// tagInfo is so for one environment, or the formula itself.
type tagInfo struct {
	env      string
	taggable bool
	tag      bool
	label    bool
}

func (t *tagState) begin(env string, taggable bool) {
	t.outer = append(t.outer, t.current)
	t.current = tagInfo{env: env, taggable: taggable}
}

func (t *tagState) end() {
	if n := len(t.outer); n > 0 {
		t.current, t.outer = t.outer[n-1], t.outer[:n-1]
	}
}

// clear begins a new row.
func (t *tagState) clear() { t.current.tag, t.current.label = false, false }

// runTag reads \tag.
func runTag(p *parser, _ *command) {
	current := &p.tags.current
	switch {
	case !current.taggable && current.env != "":
		p.failHint(codeReference, "put it behind the environment", "%q is not allowed in %q", p.name, current.env)
	case current.tag:
		p.fail(codeReference, "a second %q", p.name)
	}
	p.star()
	from, to := p.arg()
	current.tag = trimSpaces(p.s[from:to]) != ""
	if current.env != "" || p.opts.Display {
		p.mixed(from, to)
	}
}

// runLabel reads \label. MathJax keeps labels, and Anki shows the question again above the answer: the label is there
// already.
func runLabel(p *parser, _ *command) {
	label := p.argText()
	if label == "" {
		return
	}
	if p.tags.current.label {
		p.fail(codeReference, "a second %q", p.name)
	}
	p.tags.current.label = true
	p.failHint(codeReference, `leave \label out: Anki has no numbers that could be referred to`,
		"the label %q is defined again when the card shows its answer", label)
}

// runRef reads \ref and \eqref.
func runRef(p *parser, _ *command) {
	label := p.argText()
	p.report(codeReference, ShowsLess, "write the number itself", "%q is shown as ???", p.name+"{"+label+"}")
	p.pushNode(node{})
}

// runNewTagForm reads \newtagform and \renewtagform.
func runNewTagForm(p *parser, c *command) {
	id := trimSpaces(p.argText())
	if id == "" {
		p.fail(codeReference, "%q needs a name", p.name)
	}
	p.bracket()
	p.arg()
	p.arg()
	if !c.isSet(0) {
		p.fail(codeReference, "the form %q is defined again when the card shows its answer", id)
	}
	if p.forms == nil {
		p.forms = map[string]bool{}
	}
	p.forms[id] = true
}

// runUseTagForm reads \usetagform.
func runUseTagForm(p *parser, _ *command) {
	if id := trimSpaces(p.argText()); id != "" && !p.forms[id] {
		p.fail(codeReference, "the form %q is not defined", id)
	}
}
