package parse_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/realnotes"
	"github.com/examdeck/examdeck/parse"
)

// TestFoundingNote holds the project to what it was begun for: a real student's note, no configuration.
func TestFoundingNote(t *testing.T) {
	vault := os.DirFS(realnotes.Dir(t, "seed"))
	source := parse.Source{Vault: &parse.Vault{FS: vault}, Path: "exams.md", Name: "exams.md", Deck: "exams"}
	result := parse.Parse([]parse.Source{source}, parse.Options{Root: "exams"})
	if faults := result.Set.Validate(); faults != nil {
		t.Fatal(faults)
	}
	var names []string
	for _, d := range result.Set.Decks {
		names = append(names, d.Name)
	}
	want := []string{
		"exams::2022-02-18", "exams::2022-01-22", "exams::2021-06-10", "exams::2021-07-08", "exams::2021-09-14", "exams::2021-10-19",
	}
	if result.Set.Len() != 37 || !slices.Equal(names, want) {
		t.Errorf("%d questions in %q, want 37 in %q", result.Set.Len(), names, want)
	}
	gotErr := messages(result.Diagnostics)
	for _, want := range []string{
		"exams.md:20:", "exams.md:175:1: warning: \"Question 5\" has no answer", "exams.md:203:1: warning: \"Question 6\" has no answer",
		"../../../static/DEEP/ex1.jpg",
	} {
		if !strings.Contains(gotErr, want) {
			t.Errorf("diagnostics hold no %q:\n%s", want, gotErr)
		}
	}
	if len(result.Diagnostics) != 3 {
		t.Errorf("%d diagnostics, want 3:\n%s", len(result.Diagnostics), gotErr)
	}
	checkSeedFields(t, result.Set)
	checkSeedMath(t, vault, result.Set)
	checkSeedTags(t, result.Set)
}

// checkSeedFields looks for what may not be left on any card.
func checkSeedFields(t *testing.T, set *deck.Set) {
	t.Helper()
	math := regexp.MustCompile(`(?s)\\\(.*?\\\)`)
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			bare := math.ReplaceAllString(q.Prompt+q.Answer, "")
			for _, no := range []string{`\`, "[[", "]]", "==", "$", "../static/DEEP/ex1.jpg\""} {
				if strings.Contains(bare, no) {
					t.Errorf("%s: %q is left on the card: %s", q.Pos, no, bare)
				}
			}
		}
	}
	all := deck.Format(set)
	for _, want := range []string{
		`<a href="https://aclanthology.org/P19-1147.pdf">`, `<a href="https://en.wikipedia.org/wiki/Rotation_matrix">`,
		"picture missing: ../../../static/DEEP/ex1.jpg", "DLAI VII - Cnn", "<mark>Note: weirdly enough pytorch",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no card holds %q", want)
		}
	}
}

// checkSeedMath finds every formula of the note, by a scan that knows nothing of the parser, on a card.
func checkSeedMath(t *testing.T, vault fs.FS, set *deck.Set) {
	t.Helper()
	text, err := fs.ReadFile(vault, "exams.md")
	if err != nil {
		t.Fatal(err)
	}
	var fields strings.Builder
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			fields.WriteString(q.Prompt + q.Answer)
		}
	}
	spans := regexp.MustCompile(`\$([^$\n]+)\$`).FindAllSubmatch(text, -1)
	if len(spans) < 30 {
		t.Fatalf("only %d formulas found in the note", len(spans))
	}
	entities := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	for _, span := range spans {
		if want := `\(` + entities.Replace(string(span[1])) + `\)`; !strings.Contains(fields.String(), want) {
			t.Errorf("no card holds %s", want)
		}
	}
	if n := strings.Count(fields.String(), `\(`); n != len(spans) {
		t.Errorf("%d formulas on the cards, %d in the note", n, len(spans))
	}
}

func checkSeedTags(t *testing.T, set *deck.Set) {
	t.Helper()
	count := map[string]int{}
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			for _, tag := range q.Tags {
				count[tag]++
			}
			if strings.Contains(q.Label+q.Exam, "(") || !strings.HasPrefix(q.Label, "Question ") {
				t.Errorf("%s: exam %q, label %q", q.Pos, q.Exam, q.Label)
			}
		}
	}
	if count["R"] != 9 || count["TF"] != 4 || len(count) != 2 {
		t.Errorf("tags %v, want R 9 times and TF 4 times", count)
	}
}
