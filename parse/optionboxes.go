package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// withCode adds to the items of a list with boxes those of the lists behind it where only code stands between: "- [ ] A", a
// program, "- [x] B", a program. Authors who don't indent the code part the list so. The code belongs to the item above it.
func withCode(doc *document, blocks []ast.Node, items []mark) []mark {
	boxed := func(marks []mark) bool {
		return len(marks) > 0 && !slices.ContainsFunc(marks, func(m mark) bool { return m.box == noBox })
	}
	if !boxed(items) {
		return items
	}
	for {
		last := &items[len(items)-1]
		next := last.block + 1
		for next < len(blocks) && isCode(blocks[next]) && next-last.block <= maxBetween {
			next++
		}
		if next == last.block+1 {
			return items
		}
		var more []mark
		if next < len(blocks) && blocks[next].Kind() == ast.KindList {
			more = itemMarks(doc, next, blocks[next])
		}
		coded := len(items) > 1 && !slices.ContainsFunc(items[:len(items)-1], func(m mark) bool { return len(m.extra) == 0 })
		if !boxed(more) && !coded {
			return items
		}
		for b := last.block + 1; b < next; b++ {
			last.extra = append(last.extra, b)
		}
		if !boxed(more) {
			return items
		}
		items = append(items, more...)
	}
}

// numberOffers finds options that numbers in brackets or with dots name, in the lines of one paragraph or the items of one list:
// "(1) …", "- (1) …". They are options only where a key means them.
func numberOffers(blocks []ast.Node, marks []mark) []*offer {
	var offers []*offer
	for i := 0; i < len(marks); i++ {
		if marks[i].marker.Letter != "1" || marks[i].marker.Shape == "%" {
			continue
		}
		end := i + 1
		for end < len(marks) && marks[end].block == marks[i].block {
			end++
		}
		run := follow(blocks, marks[i:end], wording.Alphabets[wording.NumberRow])
		if len(run) < minBareRun {
			continue
		}
		offers = append(offers, &offer{blocks: blocks, first: marks[i].block, last: marks[i].block + 1, form: numberForm, marks: run})
		i += len(run) - 1
	}
	return offers
}
