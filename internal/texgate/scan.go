package texgate

const (
	// maxDepth is how deep groups, environments and the like may stand in one another. MathJax's own calls become too
	// many for a browser at 200 to 400 levels.
	maxDepth = 80
	// maxDoubling is how deep commands that MathJax reads or measures twice may stand in one another: each level
	// doubles the time.
	maxDoubling = 6
	// maxProof is how many lines a proof tree may have: the time grows with their square, and at 100 the stack
	// overflows.
	maxProof = 30
)

// scan reads a formula once, from left to right.
type scan struct {
	tex     string
	depth   int             // braces that are open
	frames  [maxDepth]frame // what is known of each of them
	opened  []int           // how many braces were open where each open environment and \left began
	styles  int             // the sum of those of the frames
	proof   int
	comment bool // what is read stands in a comment
	checked bool // there is a command whose arguments were checked
	defines bool // there is a command that defines others
	joins   bool // there is a command at which MathJax puts texts together
	verb    bool // there is a \verb, in which nothing is what it seems
}

// frame is a group of braces that is open.
type frame struct {
	level  uint8 // how many groups around it stand behind a doubling command
	seen   bool  // a doubling command has been in it
	styles uint8 // commands such as \displaystyle, which reach to its end
}

// run looks at every command.
func (s *scan) run() *Fault {
	tex := s.tex
	for i := 0; i < len(tex); i++ {
		switch c := tex[i]; c {
		case '\\':
			end := nameEnd(tex, i+1)
			if f := s.command(i, end); f != nil {
				return f
			}
			i = end - 1
		case '{':
			if s.depth+len(s.opened)+s.styles+1 >= maxDepth {
				return tooDeep(tex[i:])
			}
			around := s.frames[s.depth]
			s.depth++
			s.frames[s.depth] = frame{level: around.level}
			if around.seen {
				s.frames[s.depth].level++
			}
		case '}':
			if s.depth > 0 && !s.comment && !s.verb {
				s.endStyles()
				s.depth--
			}
		case '&':
			s.endStyles()
		case '%':
			s.comment = true
		case '\n':
			s.comment = false
		}
	}
	return nil
}

// nameEnd returns where a command's name that begins at i ends: behind its letters, or behind one character.
func nameEnd(tex string, i int) int {
	end := i
	for end < len(tex) && isLetter(tex[end]) {
		end++
	}
	if end == i && end < len(tex) {
		end++
	}
	return end
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// endStyles notes that what \displaystyle and its like began is over, at the end of a group or a cell.
func (s *scan) endStyles() {
	if s.comment || s.verb {
		return
	}
	s.styles -= int(s.frames[s.depth].styles)
	s.frames[s.depth].styles = 0
}

// command looks at the command between at, where its backslash stands, and end.
func (s *scan) command(at, end int) *Fault {
	name := s.tex[at+1 : end]
	if name == `\` {
		s.endStyles()
		return nil
	}
	c, ok := commands[name]
	if !ok {
		return nil
	}
	switch c.sort {
	case checked:
		s.checked = s.checked || !c.plain
		return s.arguments(c, at, end)
	case opening:
		s.opened = append(s.opened, s.depth)
	case closing:
		if n := len(s.opened); n > 0 && s.opened[n-1] == s.depth && !s.comment && !s.verb {
			s.opened = s.opened[:n-1]
			s.endStyles()
		}
	case styling:
		s.frames[s.depth].styles++
		s.styles++
	case doubling:
		frame := &s.frames[s.depth]
		frame.seen = true
		if frame.level >= maxDoubling {
			return &Fault{Found: cut(s.tex[at:]), Reason: "stands in too many others of its kind, with each of which MathJax takes twice as long"}
		}
	case proving:
		if s.proof++; s.proof > maxProof {
			return &Fault{Found: cut(s.tex[at:]), Reason: "is one line too many for a proof tree, at which MathJax takes too long"}
		}
	case defining:
		s.defines = true
	case joining:
		s.joins = true
	case quoting:
		s.verb = true
	}
	if s.depth+len(s.opened)+s.styles >= maxDepth {
		return tooDeep(s.tex[at:])
	}
	return nil
}

func tooDeep(tex string) *Fault {
	return &Fault{Found: cut(tex), Reason: "stands deeper within others than MathJax can go"}
}
