package mathjax

// refuse ends the reading where an item can't close the one on top.
func (p *parser) refuse(top, it item) {
	switch it.kind {
	case ending:
		p.failAt(it, codeEnvironment, `\end{%s} without its \begin`, it.name)
	case closing:
		p.failAt(it, codeBrace, `%q without a brace that it closes`, "}")
	case right:
		p.failAt(it, codeFence, `%q without its \left`, it.name)
	case middle:
		p.failAt(it, codeFence, `%q outside of \left and \right`, it.name)
	case stop:
		switch top.kind {
		case open:
			p.failAt(top, codeBrace, `%q is never closed`, "{")
		case left:
			p.failAt(top, codeFence, `%q without its \right`, top.name)
		}
	}
}

// closeGroup handles what closes \left, an environment and their like. It reports whether it has done all there is to
// do.
func (p *parser) closeGroup(s *stack, it item) bool {
	top := s.top()
	switch top.kind {
	case left:
		switch it.kind {
		case right:
			s.pop()
			p.give(s, node{})
			return true
		case middle:
			top.add(node{})
			return true
		}
	case begin:
		if it.kind == ending {
			if it.name != top.name {
				p.failEnd(*top, it)
			}
			done := s.pop()
			p.give(s, done.boxed())
			return true
		}
	case equation:
		if it.kind == ending {
			done := s.pop()
			p.tags.end()
			p.give(s, done.boxed())
			p.pushInto(s, it)
			return true
		}
	case braket:
		return p.closeBraket(s, it)
	case proof:
		return p.closeProof(s, it)
	}
	if it.kind == stop && top.kind != left {
		p.failAt(*top, codeEnvironment, `\begin{%s} without its \end`, top.name)
	}
	return false
}

// failEnd ends the reading at an \end that belongs to another \begin.
func (p *parser) failEnd(top, it item) {
	p.failAt(it, codeEnvironment, `\begin{%s} is closed by \end{%s}`, top.name, it.name)
}

// closeBraket handles what stands in \braket{…}.
func (p *parser) closeBraket(s *stack, it item) bool {
	switch {
	case it.kind == closing, it.kind == nodes && s.top().flag:
		s.pop()
		p.give(s, node{})
		return true
	case it.kind == stop:
		p.failAt(*s.top(), codeArgument, "%q lacks an argument", s.top().name)
	}
	return false
}

// closeProof handles what stands in a prooftree.
func (p *parser) closeProof(s *stack, it item) bool {
	top := s.top()
	switch it.kind {
	case ending:
		if it.name != "prooftree" {
			break
		}
		done := s.pop()
		if len(done.inner) > 0 {
			p.pushInto(&done.inner, item{kind: stop})
		}
		p.give(s, node{})
		p.pushInto(s, it)
		return true
	case stop:
		p.failAt(*top, codeEnvironment, `\begin{%s} without its \end`, top.name)
	}
	inner := top.inner
	if len(inner) == 0 {
		inner = stack{{kind: start}}
	}
	p.pushInto(&inner, it)
	s.top().inner = inner
	return true
}

// closeWaiting handles what follows a token that waits for it. It reports whether it has done all there is to do.
func (p *parser) closeWaiting(s *stack, it item) bool {
	top := s.top()
	switch top.kind {
	case position:
		if it.kind.isClose() {
			p.failAt(*top, codeArgument, "%q has no box behind it", top.name)
		}
		if it.kind != nodes {
			return false
		}
		s.pop()
		p.give(s, it.boxed())
	case fn:
		if top.n == 0 || it.kind.isOpen() {
			return false
		}
		done := s.pop()
		p.give(s, done.last)
		p.pushInto(s, it)
	case not, dots:
		if it.kind == open || it.kind == left {
			return false
		}
		s.pop()
		if top.kind == dots || it.kind != nodes {
			p.give(s, node{})
		}
		p.pushInto(s, it)
	case skipping:
		s.pop()
		p.pushInto(s, it)
	}
	return true
}
