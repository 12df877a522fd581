package parse

import (
	"path"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/parse/vault"
	"github.com/examdeck/examdeck/parse/wording"
)

// A blank paper and the file with its solutions are two sources of one exam: "exam-2018.md" and
// "exam-2018-solution.md". The solutions' questions take their prompts from the paper, number by
// number, and the paper asks nothing of its own.

// paperOf returns the [paperName] of the paper that a file answers, by the file's own name:
// "exam-solution", "Solutions_exam" or "Klausur Lösung". ok is false if that is not the name of a
// solutions file.
func paperOf(file string) (paper string, ok bool) {
	name := paperName(file)
	words := slices.DeleteFunc(strings.Split(name, " "), func(w string) bool {
		return wording.InFileName(w, wording.AnyAnswer|wording.With)
	})
	paper = strings.Join(words, " ")
	return paper, paper != name
}

// paperName is a file's base name without its ending, in lower case, its words parted by blanks.
func paperName(file string) string {
	stem := strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	return strings.Join(strings.FieldsFunc(stem, func(r rune) bool { return strings.ContainsRune("-_ .()", r) }), " ")
}

// place is where the papers of one kind stand, and what their names have in common.
type place struct {
	vault     *vault.Vault
	dir, name string
}

// paperNamed is what the path of a source says about it.
type paperNamed struct {
	place     place // without the words for questions and answers, which folders may bear as well
	answers   bool  // its name, or that of its folder, says that it answers
	questions bool  // or that it asks
	apart     bool  // its folder says so
}

// pairPapers finds, among sources of one vault, the paper of every solutions file, both ways: by equal names but for the
// word that says which is which, then by the only paper that a file of answers can mean. What two may mean is no pair.
func pairPapers(sources []vault.Source) (paper, solution map[int]int) {
	paper, solution = map[int]int{}, map[int]int{}
	join := func(i, j int) {
		_, answered := solution[j]
		_, joined := paper[i]
		_, answers := paper[j]
		if !answered && !joined && !answers && i != j {
			paper[i], solution[j] = j, i
		}
	}
	byName := map[place]int{}
	for i, s := range sources {
		byName[place{s.Vault, path.Dir(s.Path), paperName(s.Path)}] = i
	}
	for i, s := range sources {
		if name, ok := paperOf(s.Path); ok {
			if j, found := byName[place{s.Vault, path.Dir(s.Path), name}]; found {
				join(i, j)
			}
		}
	}
	for _, pair := range pairsByPlace(sources) {
		join(pair[0], pair[1])
	}
	for i := range sources {
		if _, joined := paper[i]; joined {
			continue
		}
		if j := loneKeyPaper(sources, i, solution); j >= 0 {
			join(i, j)
		}
	}
	return paper, solution
}

// pairsByPlace returns the answers and the questions that have one place to themselves.
func pairsByPlace(sources []vault.Source) (pairs [][2]int) {
	named := make([]paperNamed, len(sources))
	answers, asking := map[place][]int{}, map[place][]int{}
	for i, s := range sources {
		named[i] = namePaper(s)
		if p := named[i].place; named[i].answers {
			answers[p] = append(answers[p], i)
		} else {
			asking[p] = append(asking[p], i)
		}
	}
	for i := range sources {
		p := named[i].place
		if !named[i].answers || len(answers[p]) != 1 {
			continue
		}
		papers := asking[p]
		if len(papers) > 1 || named[i].apart || p.name == "" {
			papers = slices.DeleteFunc(slices.Clone(papers), func(j int) bool { return !named[j].questions })
		}
		if len(papers) == 1 {
			pairs = append(pairs, [2]int{i, papers[0]})
		}
	}
	return pairs
}

// namePaper reads the path of a source: "solutions/ch1.md" and "exercises/ch1.md", "practice-answers.md" and
// "practice-questions.md", "A_23_Fall.md" and "23_Fall_en.md" have one place each.
func namePaper(s vault.Source) paperNamed {
	var n paperNamed
	dir := strings.Split(path.Dir(s.Path), "/")
	dir = slices.DeleteFunc(dir, func(segment string) bool {
		words := strings.Fields(paperName(segment))
		answers := len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !wording.InFileName(w, wording.Answer|wording.Key) })
		asks := len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !wording.InFileName(w, wording.AnyQuestion) })
		n.answers, n.questions, n.apart = n.answers || answers, n.questions || asks && !answers, n.apart || answers
		return answers || asks
	})
	words := strings.Fields(paperName(s.Path))
	if last := len(words) - 1; last > 0 && wording.IsLanguage(words[last]) {
		words = words[:last]
	}
	words = slices.DeleteFunc(words, func(w string) bool {
		initial := w == words[0] && len(words) > 1 && wording.Is(w, wording.Initial)
		switch {
		case initial || wording.InFileName(w, wording.Answer|wording.Key):
			n.answers = true
		case wording.InFileName(w, wording.Questions|wording.Question):
			n.questions = true
		default:
			return false
		}
		return true
	})
	n.place = place{s.Vault, strings.Join(dir, "/"), strings.Join(words, " ")}
	return n
}

// isKeyFile reports whether a file's name says that it holds answers, but not to what: "answers.md",
// "answer-key.md", "FACIT.md".
func isKeyFile(file string) bool {
	words := strings.Fields(paperName(file))
	found := false
	for _, w := range words {
		switch {
		case wording.InFileName(w, wording.Answer|wording.Key):
			found = true
		case !wording.Is(w, wording.Companions):
			return false
		}
	}
	return found
}

// loneKeyPaper returns the index of the paper that a file of answers must mean: the only other source
// of its folder, or the only one named for its questions, among those that no file answers yet. It returns -1 if there is
// no such source.
func loneKeyPaper(sources []vault.Source, key int, solution map[int]int) int {
	if !isKeyFile(sources[key].Path) {
		return -1
	}
	var others, named []int
	for i, s := range sources {
		if i == key || s.Vault != sources[key].Vault || path.Dir(s.Path) != path.Dir(sources[key].Path) {
			continue
		}
		_, answered := solution[i]
		if _, answers := paperOf(s.Path); answered || answers {
			continue
		}
		others = append(others, i)
		words := strings.Fields(paperName(s.Path))
		if slices.ContainsFunc(words, func(w string) bool { return wording.InFileName(w, wording.AnyQuestion|wording.Section) }) {
			named = append(named, i)
		}
	}
	switch {
	case len(others) == 1:
		return others[0]
	case len(named) == 1:
		return named[0]
	}
	return -1
}
