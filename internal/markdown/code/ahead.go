package code

import (
	"bytes"

	"github.com/yuin/goldmark/parser"

	"github.com/examdeck/examdeck/internal/markdown/start"
)

// maxAhead is how far, in bytes, the end of a code block is looked for.
const maxAhead = 256 << 10

// fences are the lines of a source that open or close code with one kind of fence, whatever they are in.
type fences struct {
	lines []fenceLine
	none  int // from here on no closing fence follows
}

// fenceLine is one of them.
type fenceLine struct {
	at   int
	bare bool // it may close code: nothing stands behind the fence
	// even tells that this line and those below open and close code in turn.
	even bool
}

// fenceKind is a fence, and in how many quotes it stands.
type fenceKind struct {
	fence string
	depth int
}

var fencesKey = parser.NewContextKey()

// fencesOf returns the lines of a source that begin with a fence, looked for once.
func fencesOf(src []byte, fence string, depth int, pc parser.Context) *fences {
	known := pc.ComputeIfAbsent(fencesKey, func() any { return map[fenceKind]*fences{} }).(map[fenceKind]*fences)
	kind := fenceKind{fence, depth}
	f := known[kind]
	if f == nil {
		f = &fences{none: len(src) + 1}
		f.index(src, []byte(fence), depth)
		known[kind] = f
	}
	return f
}

// quotes counts the marks of quotes before the text of a line.
func quotes(line []byte) int {
	return bytes.Count(line[:len(line)-len(bytes.TrimLeft(line, " \t>"))], []byte{'>'})
}

func (f *fences) index(src, fence []byte, depth int) {
	for at := 0; at < len(src); {
		next := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := bytes.Trim(src[at:next], " \t\r\n>")
		if bytes.HasPrefix(line, fence) && quotes(src[at:next]) == depth {
			f.lines = append(f.lines, fenceLine{at: at, bare: isBare(line)})
		}
		at = next
	}
	for i := len(f.lines) - 2; i >= 0; i-- {
		f.lines[i].even = f.lines[i+1].bare && f.evenFrom(i+2)
	}
}

// evenFrom reports whether the fences from the i-th on open and close code in turn.
func (f *fences) evenFrom(i int) bool { return i >= len(f.lines) || f.lines[i].even }

// isBare tells that a line is a fence and nothing else.
func isBare(line []byte) bool { return len(bytes.TrimLeft(line, string(line[:1]))) == 0 }

// closes reports whether the code whose fence ends before an offset is closed below. A question that begins before
// the closing fence is code in one language and a sign of a forgotten fence in another: then what opens another block
// tells, or that the fences below come in pairs without this one.
func closes(src []byte, from int, fence []byte, pc parser.Context) bool {
	above := 1 + bytes.LastIndexByte(src[:from-1], '\n')
	f := fencesOf(src, string(fence), quotes(src[above:from]), pc)
	if from >= f.none {
		return false
	}
	i := f.after(from)
	end := min(len(src), from+maxAhead)
	blank, begun := false, false
	for at := from; at < end; {
		next := end
		if n := bytes.IndexByte(src[at:end], '\n'); n >= 0 {
			next = at + n + 1
		}
		if i < len(f.lines) && f.lines[i].at < next {
			switch {
			case f.lines[i].bare:
				return !begun || f.evenFrom(i+1) || !f.lines[i].even
			case begun:
				return false
			}
			i++
		}
		line := bytes.Trim(src[at:next], " \t\r\n>")
		begun = begun || start.Of(src, at, blank) != start.None
		blank = len(line) == 0
		at = next
	}
	if end < len(src) {
		// The end lies too far away to tell; it is there more often than not.
		return true
	}
	f.none = min(f.none, from)
	return false
}

// after returns the index of the first fence at or behind an offset.
func (f *fences) after(from int) int {
	lo, hi := 0, len(f.lines)
	for lo < hi {
		if mid := (lo + hi) / 2; f.lines[mid].at < from {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
