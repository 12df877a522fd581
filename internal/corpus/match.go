package main

// matching says which note is which pair of a file.
type matching struct {
	// noteOf is the index of the note of each pair, or -1.
	noteOf []int
	// pairOf is the index of the pair of each note, or -1.
	pairOf []int
}

// match joins pairs and notes one to one so that as many pairs as possible are right. Then each note left over that
// asks what an optional or empty pair asks is joined to it, so that it does not count as wrong.
func match(pairs []pair, notes []note) matching {
	m := matching{noteOf: none(len(pairs)), pairOf: none(len(notes))}
	wanted := make([][]int, len(pairs))
	others := make([][]int, len(pairs))
	for i, p := range pairs {
		var inexact []int
		for j, n := range notes {
			switch {
			case !n.asks(p):
			case !p.wanted():
				others[i] = append(others[i], j)
			case !n.answers(p):
			case n.marks(p.Right):
				wanted[i] = append(wanted[i], j)
			default:
				inexact = append(inexact, j)
			}
		}
		wanted[i] = append(wanted[i], inexact...) // of notes that ask alike, those with the right options come first
	}
	for i := range pairs {
		m.augment(wanted, i, make([]bool, len(notes)))
	}
	for i := range pairs {
		for _, j := range others[i] {
			if m.pairOf[j] < 0 {
				m.noteOf[i], m.pairOf[j] = j, i
				break
			}
		}
	}
	return m
}

func none(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

// augment finds a note for pair i, moving pairs that have one already to another of theirs where that makes room.
func (m matching) augment(edges [][]int, i int, seen []bool) bool {
	for _, j := range edges[i] {
		if seen[j] {
			continue
		}
		seen[j] = true
		if m.pairOf[j] < 0 || m.augment(edges, m.pairOf[j], seen) {
			m.noteOf[i], m.pairOf[j] = j, i
			return true
		}
	}
	return false
}
