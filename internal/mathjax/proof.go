package mathjax

import "strings"

// proofMethods are those of the package bussproofs.
func proofMethods() map[string]*method {
	return map[string]*method{
		"Bussproofs.Axiom":      {shape: "t", run: runAxiom},
		"Bussproofs.AxiomF":     {run: runSequentAxiom},
		"Bussproofs.Inference":  {shape: "t", run: runInference},
		"Bussproofs.InferenceF": {run: runSequentInference},
		"Bussproofs.Label":      {shape: "t", run: runProofLabel},
		"Bussproofs.RootAtTop":  {run: func(p *parser, _ *command) { p.proofTop() }},
		"Bussproofs.SetLine":    {run: func(p *parser, _ *command) { p.proofTop() }},
	}
}

func runProofTree(p *parser, _ *command) {
	env := p.env
	p.push(item{kind: begin, name: env})
	p.push(item{kind: proof, name: env})
}

// proofTop returns the prooftree that a command of it needs around it.
func (p *parser) proofTop() *item {
	top := p.stack.top()
	if top.kind != proof {
		p.fail(codeEnvironment, "%q outside of prooftree", p.name)
	}
	return top
}

func runAxiom(p *parser, _ *command) {
	p.proofTop()
	p.readText()
	p.stack.top().add(node{})
}

func runProofLabel(p *parser, _ *command) {
	p.proofTop()
	p.readText()
}

// premises takes as many lines from the tree as an inference needs.
func (p *parser) premises(n int) {
	top := p.proofTop()
	if top.n < n {
		p.fail(codeArgument, "%q needs more lines above it", p.name)
	}
	top.n -= n
}

func runInference(p *parser, c *command) {
	p.premises(c.number(0))
	p.readText()
	p.stack.top().add(node{})
}

func runSequentAxiom(p *parser, _ *command) {
	p.proofTop()
	p.sequent()
	p.stack.top().add(node{})
}

func runSequentInference(p *parser, c *command) {
	p.premises(c.number(0))
	p.sequent()
	p.stack.top().add(node{})
}

// sequent reads $…\fCenter…$.
func (p *parser) sequent() {
	if p.next() != '$' {
		p.fail(codeArgument, `%q needs $…\fCenter…$ behind it`, p.name)
	}
	p.i++
	from, to := p.upTo("$")
	at := strings.Index(p.s[from:to], `\fCenter`)
	if at < 0 {
		p.fail(codeArgument, `%q needs $…\fCenter…$ behind it`, p.name)
	}
	p.inner(from, from+at)
	p.inner(from+at+len(`\fCenter`), to)
}
