package mathjax

// method reads what stands behind a command. Those whose work is said by their shape need no run.
type method struct {
	// shape says what is read, a byte for each:
	//
	//	m  an argument of math         o  text in brackets, if given     d  a delimiter
	//	t  an argument of text         O  math in brackets, if given     b  a delimiter, perhaps in braces
	//	v  an argument that is no TeX  D  a length                       *  a star, if given
	//
	// For [Macros.Expand] alone there are: = a name that is defined, l what \let makes it mean, # as many arguments
	// as a macro of MathJax's own takes.
	shape string
	// makes is what is put on the stack then.
	makes product
	// run does more than the shape says; the shape is then there for [Macros.Expand] alone.
	run func(p *parser, c *command)
}

// product is what a command makes.
type product uint8

const (
	makesNode    product = iota // a node, which no script or \limits knows
	makesAtom                   // a node around the last argument
	makesRow                    // the nodes of the last argument
	makesText                   // a node, if the text isn't empty
	makesStyle                  // an item up to the group's end
	makesNothing                // nothing
)

// read reads what stands behind a command, and makes of it what MathJax does.
func (m *method) read(p *parser, c *command) {
	if m.run != nil {
		m.run(p, c)
		return
	}
	last, full := p.readShape(m.shape)
	switch m.makes {
	case makesNode:
		p.pushNode(node{})
	case makesAtom:
		p.pushNode(last.atom())
	case makesRow:
		p.pushRow(last)
	case makesText:
		if full {
			p.pushNode(node{})
		}
	case makesStyle:
		p.push(item{kind: style, name: p.name})
	}
}

// readShape reads arguments; it gives the last one of math, and reports whether the last one of text holds anything.
func (p *parser) readShape(shape string) (last row, full bool) {
	var from, to int // math in brackets, which MathJax reads when it has all arguments
	for i := range len(shape) {
		switch shape[i] {
		case 'm':
			last = p.argMath()
		case 't':
			full = p.readText()
		case 'v':
			p.arg()
		case 'o':
			p.bracket()
		case 'O':
			from, to, _ = p.bracket()
		case 'D':
			p.dimension()
		case 'd', 'b':
			p.delimiter(shape[i] == 'b')
		case '*':
			p.star()
		}
	}
	if to > from {
		p.inner(from, to)
	}
	return last, full
}

// allMethods returns MathJax's methods by their names in its source.
func allMethods() map[string]*method {
	all := map[string]*method{}
	for _, group := range []map[string]*method{
		baseMethods(), shapedMethods(), environmentMethods(), amsMethods(), packageMethods(), definingMethods(), proofMethods(),
	} {
		for name, m := range group {
			all[name] = m
		}
	}
	return all
}

// shapedMethods are those that only read arguments.
func shapedMethods() map[string]*method {
	return map[string]*method{
		"Action.Mathtip":            {shape: "mm"},
		"Base.Accent":               {shape: "m", makes: makesAtom},
		"Base.FBox":                 {shape: "t"},
		"Base.FrameBox":             {shape: "oot"},
		"Base.Hskip":                {shape: "D"},
		"Base.Lap":                  {shape: "m"},
		"Base.MakeBig":              {shape: "b"},
		"Base.MathChoice":           {shape: "mmmm"},
		"Base.MathFont":             {shape: "m", makes: makesAtom},
		"Base.Phantom":              {shape: "m", makes: makesAtom},
		"Base.Rule":                 {shape: "DDD"},
		"Base.SetFont":              {makes: makesNothing},
		"Base.SetSize":              {makes: makesStyle},
		"Base.SetStyle":             {makes: makesStyle},
		"Base.Smash":                {shape: "om"},
		"Base.Spacer":               {},
		"Base.Strut":                {},
		"Base.Tilde":                {},
		"Base.rule":                 {shape: "oDD"},
		"Boldsymbol.Boldsymbol":     {shape: "m", makes: makesRow},
		"Bussproofs.FCenter":        {makes: makesNothing},
		"Cancel.Cancel":             {shape: "om"},
		"Empheq.EmpheqDelim":        {shape: "d"},
		"Empheq.EmpheqMO":           {},
		"Enclose.Enclose":           {shape: "vom"},
		"Html.Class":                {shape: "vm", makes: makesAtom},
		"Html.Href":                 {shape: "vm", makes: makesAtom},
		"Html.Id":                   {shape: "vm", makes: makesAtom},
		"Html.Style":                {shape: "vm", makes: makesAtom},
		"Mathtools.CenterColon":     {},
		"Mathtools.Cramped":         {shape: "om", makes: makesAtom},
		"Mathtools.MathLap":         {shape: "om"},
		"Mathtools.MathMBox":        {shape: "m"},
		"Mathtools.MathMakeBox":     {shape: "oom"},
		"Mathtools.MtLap":           {shape: "t"},
		"Mathtools.NArrow":          {},
		"Mathtools.SplitFrac":       {shape: "mm"},
		"AmsCd.minCDarrowheight":    {shape: "D", makes: makesNothing},
		"AmsCd.minCDarrowwidth":     {shape: "D", makes: makesNothing},
		"textcomp-macros.Insert":    {},
		"Base.HandleNoTag":          {makes: makesNothing},
		"Mathtools.UseTagForm":      {shape: "v", run: runUseTagForm},
		"Mathtools.NewTagForm":      {shape: "vovv", run: runNewTagForm},
		"Mathtools.VDotsWithin":     {shape: "m", run: runVDots},
		"Mathtools.FlushSpaceAbove": {run: runFlushSpace},
		"Mathtools.FlushSpaceBelow": {run: runFlushSpace},
	}
}

// environmentMethods read the begin of environments.
func environmentMethods() map[string]*method {
	return map[string]*method{
		"Ams.AlignAt":             {run: runAlignAt},
		"Ams.AmsEqnArray":         {run: runAmsEqnArray},
		"Ams.FlalignArray":        {run: runFlalign},
		"Ams.Multline":            {run: runMultline},
		"Ams.XalignAt":            {run: runXalignAt},
		"AmsCd.CD":                {run: runCD},
		"Base.AlignedArray":       {run: runAlignedArray},
		"Base.Array":              {run: runArray},
		"Base.EqnArray":           {run: runEqnArray},
		"Base.Equation":           {run: runEquation},
		"Bussproofs.Prooftree":    {run: runProofTree},
		"Cases.NumCases":          {run: runNumCases},
		"Empheq.Empheq":           {run: runEmpheq},
		"Mathtools.Cases":         {run: runTextCases},
		"Mathtools.MtMatrix":      {run: runStarMatrix},
		"Mathtools.MtMultlined":   {run: runMultlined},
		"Mathtools.MtSmallMatrix": {run: runStarMatrix},
		"Mathtools.SpreadLines":   {run: runSpreadLines},
	}
}
