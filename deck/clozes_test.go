package deck

import (
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck/cloze"
)

func TestKeepNumbers(t *testing.T) {
	tests := []struct {
		name, old, now, want string
		last, wantLast       int
	}{
		{"same", "{{c1::Paris}} lies on the {{c2::Seine}}.", "{{c1::Paris}} lies on the {{c2::Seine}}.", "{{c1::Paris}} lies on the {{c2::Seine}}.", 0, 2},
		{"one before", "Paris lies on the {{c1::Seine}}.", "{{c1::Paris}} lies on the {{c2::Seine}}.", "{{c2::Paris}} lies on the {{c1::Seine}}.", 0, 2},
		{"one gone", "{{c1::Paris}} lies on the {{c2::Seine}}.", "Paris lies on the {{c1::Seine}}.", "Paris lies on the {{c2::Seine}}.", 0, 2},
		{"gone numbers stay gone", "Paris lies on the {{c1::Seine}}.", "{{c1::Paris}} lies on the {{c2::Seine}}.", "{{c4::Paris}} lies on the {{c1::Seine}}.", 3, 4},
		{"swapped", "{{c1::a}} then {{c2::b}} end", "{{c1::b}} then {{c2::a}} end", "{{c2::b}} then {{c1::a}} end", 0, 2},
		{"corrected", "The capital of Italy is {{c1::Milan}}, a city.", "The capital of Italy is {{c1::Rome}}, a city.", "The capital of Italy is {{c1::Rome}}, a city.", 0, 1},
		{"hint added", "On the {{c3::Seine}}.", "On the {{c1::Seine::river}}.", "On the {{c3::Seine::river}}.", 0, 3},
		{"two of one number", "{{c1::a}} x {{c1::b}} y {{c2::c}}", "{{c1::z}} x y {{c2::c}} w {{c3::a}} {{c3::b}}", "{{c3::z}} x y {{c2::c}} w {{c1::a}} {{c1::b}}", 0, 3},
		{"nested", "{{c1::a {{c2::b}} c}}", "{{c2::a {{c1::b}} c}}", "{{c1::a {{c2::b}} c}}", 0, 2},
		{"no more numbers", "{{c500::a}}", "{{c1::b b}} and {{c2::a}}", "{{c1::b b}} and {{c500::a}}", 0, 500},
		{"several numbers", "{{c1,2::a}} x {{c3::b}}", "{{c1::b}} y {{c2,3::a}}", "{{c3::b}} y {{c1,2::a}}", 0, 3},
		{"never a card", "{{c1::a}}", "{{c0::b}} {{c501::c}} {{c2::a}}", "{{c0::b}} {{c501::c}} {{c1::a}}", 0, 1},
		{"not a cloze", "{{c1::a}}", "{{c1::a}} {{cx::b}} {{c::c}} }}", "{{c1::a}} {{cx::b}} {{c::c}} }}", 0, 1},
	}
	for _, tt := range tests {
		got, last := keepNumbers(tt.now, deletions(tt.old), tt.last)
		if got != tt.want || last != tt.wantLast {
			t.Errorf("%s: %q, last %d; want %q, last %d", tt.name, got, last, tt.want, tt.wantLast)
		}
	}
}

// TestReconcileKeepsClozes: numbers are kept from export to export, also those of clozes that are long gone.
func TestReconcileKeepsClozes(t *testing.T) {
	base := baselineOf(setFrom(t, "exams", "2022/1 | {{c1::Paris}} lies on the {{c2::Seine}}. | - | kind=cloze"))
	var prompt string
	for _, step := range []struct {
		now, want string
		gone      int
	}{
		{"Paris lies on the {{c1::Seine}}.", "Paris lies on the {{c2::Seine}}.", 1},
		{"Paris lies on the {{c1::Seine}} in {{c2::France}}.", "Paris lies on the {{c2::Seine}} in {{c3::France}}.", 0},
		{"{{c1::Paris}} lies on the {{c2::Seine}} in {{c3::France}}.", "{{c4::Paris}} lies on the {{c2::Seine}} in {{c3::France}}.", 0},
	} {
		plan, set := reconcile(t, base, "2022/1 | "+step.now+" | - | kind=cloze", firstExport)
		it := plan.Items[0]
		if prompt = it.Question.Prompt; prompt != "<p>"+step.want+"</p>" || it.ClozesGone != step.gone || it.Change != Changed {
			t.Errorf("%s: %s, %d gone, %v", step.now, prompt, it.ClozesGone, it.Change)
		}
		base = baselineOf(set)
	}
	plan, _ := reconcile(t, base, "2022/1 | {{c1::Paris}} lies on the {{c2::Seine}} in {{c3::France}}. | - | kind=cloze", firstExport)
	if plan.Items[0].Change != Unchanged {
		t.Errorf("%v: %s", plan.Items[0].Change, plan.Items[0].Question.Prompt)
	}
}

// FuzzKeepNumbers: whatever the texts, numbering anew changes numbers alone, and a text that stays keeps its numbers.
func FuzzKeepNumbers(f *testing.F) {
	f.Add("{{c1::Paris}} lies on the {{c2::Seine::river}}.", "Paris lies on the {{c1::Seine}}.", 3)
	f.Add("{{c1::a {{c2::b}} c}}", "}} {{c::x}} {{c9999999::", 600)
	f.Fuzz(func(t *testing.T, old, now string, last int) {
		text, highest := keepNumbers(now, deletions(old), last)
		if unnumbered(text) != unnumbered(now) || highest < min(last, cloze.Max) {
			t.Errorf("%q became %q, highest %d", now, text, highest)
		}
		again, _ := keepNumbers(text, deletions(text), highest)
		if len(deletions(text)) < 2 && again != text {
			t.Errorf("%q became %q", text, again)
		}
	})
}

// TestManyClozes: no text takes long.
func TestManyClozes(t *testing.T) {
	for _, text := range []string{strings.Repeat("{{c1::", 200_000), strings.Repeat("{{c1::a}} ", 100_000), strings.Repeat("}}::", 100_000)} {
		if got, _ := keepNumbers(text, deletions(text), 0); got != text {
			t.Errorf("%.40q became %.40q", text, got)
		}
	}
}
