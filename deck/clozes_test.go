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
		{"nothing alike", "The {{c1::cat}} sat on the mat.", "Every {{c1::dog}} barks at night.", "Every {{c2::dog}} barks at night.", 0, 2},
		{"the same before", "We met the {{c1::king}} of Spain.", "We met the {{c1::queen}} and her aunt.", "We met the {{c1::queen}} and her aunt.", 0, 1},
		{"the same behind", "Long live the {{c1::king}} of Spain.", "We met a {{c1::queen}} of Spain.", "We met a {{c1::queen}} of Spain.", 0, 1},
		{"only that it begins", "{{c1::Paris}} is old.", "{{c1::Seine}} and Marne.", "{{c2::Seine}} and Marne.", 0, 2},
		{"only that it ends", "It was {{c1::Paris}}", "He swims in the {{c1::Seine}}", "He swims in the {{c2::Seine}}", 0, 2},
		{"it begins, and the same behind", "{{c1::Paris}} is old, we say.", "{{c1::Rome}} is old, they say.", "{{c1::Rome}} is old, they say.", 0, 1},
		{"the one at its place", "{{c1::a}} x {{c2::a}}", "{{c1::a}} x", "{{c1::a}} x", 0, 2},
		{"of two, the nearer", "a {{c1::x}} b, c {{c2::x}} d, e {{c3::x}} f", "g {{c1::y}} h, i {{c2::x}} j", "g {{c4::y}} h, i {{c2::x}} j", 0, 4},
		{"never had a card", "{{c0::a}} {{c600::b}}", "{{c3::a}} {{c4::b}}", "{{c1::a}} {{c2::b}}", 0, 500},
		{"one number is free", "", "{{c7::a}}", "{{c1::a}}", 500, 500},
		{"not a cloze", "{{c1::a}}", "{{c1::a}} {{cx::b}} {{c::c}} }}", "{{c1::a}} {{cx::b}} {{c::c}} }}", 0, 1},
	}
	for _, tt := range tests {
		got, last := keepNumbers(tt.now, deletions(tt.old), tt.last)
		if got != tt.want || last != tt.wantLast {
			t.Errorf("%s: %q, last %d; want %q, last %d", tt.name, got, last, tt.want, tt.wantLast)
		}
	}
}

// TestDeletionLike: what is hidden counts before where it stands, and to stand at an end of the text counts for nothing.
func TestDeletionLike(t *testing.T) {
	const edge = fnvStart
	for _, tt := range []struct {
		a, b Deletion
		want int
	}{
		{Deletion{1, 10, 20, 30}, Deletion{2, 10, 20, 30}, 5},
		{Deletion{1, 10, 20, 30}, Deletion{1, 10, 21, 30}, 4},
		{Deletion{1, 10, 20, 30}, Deletion{1, 10, 20, 31}, 4},
		{Deletion{1, 10, 20, 30}, Deletion{1, 10, 21, 31}, 3},
		{Deletion{1, 10, edge, 30}, Deletion{1, 10, edge, 31}, 4},
		{Deletion{1, 10, 20, 30}, Deletion{1, 11, 20, 30}, 2},
		{Deletion{1, 10, 20, 30}, Deletion{1, 11, 20, 31}, 1},
		{Deletion{1, 10, 20, 30}, Deletion{1, 11, 21, 30}, 1},
		{Deletion{1, 10, 20, 30}, Deletion{1, 11, 21, 31}, 0},
		{Deletion{1, 10, edge, 30}, Deletion{1, 11, edge, 31}, 0},
		{Deletion{1, 10, 20, edge}, Deletion{1, 11, 21, edge}, 0},
		{Deletion{1, 10, edge, 30}, Deletion{1, 11, edge, 30}, 2},
		{Deletion{1, 10, 20, edge}, Deletion{1, 11, 20, edge}, 2},
		{Deletion{1, 10, edge, edge}, Deletion{1, 11, edge, edge}, 2},
		{Deletion{1, 10, edge, 30}, Deletion{1, 11, 21, 30}, 1},
		{Deletion{1, 10, 20, edge}, Deletion{1, 11, 20, 31}, 1},
	} {
		if got := tt.a.like(tt.b); got != tt.want {
			t.Errorf("%v and %v: %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := tt.b.like(tt.a); got != tt.want {
			t.Errorf("%v and %v: %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
}

// TestDeletionContext: two words on either side tell where a deletion stands.
func TestDeletionContext(t *testing.T) {
	base := deletions("a b c {{c1::x}} d e f")[0]
	for text, same := range map[string][3]bool{
		"z b c {{c1::x}} d e z":  {true, true, true},
		"a z c {{c1::x}} d e f":  {true, false, true},
		"a b c {{c1::x}} d z f":  {true, true, false},
		"a b z {{c1::xx}} z e f": {false, false, false},
	} {
		d := deletions(text)[0]
		if got := [3]bool{d.Text == base.Text, d.Before == base.Before, d.After == base.After}; got != same {
			t.Errorf("%s: %v, want %v", text, got, same)
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
