package direction

import (
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck"
)

func TestOf(t *testing.T) {
	for _, tt := range []struct{ fragment, want string }{
		{"", None}, {`<p>\(n\) <code>x</code> 12</p>`, None}, {"<p>text</p>", LeftToRight}, {"שלום", RightToLeft},
		{`<p>\(O(n^2)\) היא הסיבוכיות</p>`, RightToLeft}, {`\[x <b>y\]</b> مرحبا`, RightToLeft}, {"<p>NP-hard הוא מחלקה של בעיות</p>", RightToLeft},
		{"<pre><code>for x in y</code></pre>כן", RightToLeft}, {"הפקודה git rebase --interactive", RightToLeft}, {"שלום means hello in Hebrew", LeftToRight},
		{"They say <i>سلام</i> for hello", LeftToRight}, {"&nbsp;&nbsp;כן", RightToLeft}, {"</code>ן", RightToLeft}, {"a &amp", LeftToRight},
	} {
		if got := Of(tt.fragment); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.fragment, got, tt.want)
		}
	}
}

func TestMark(t *testing.T) {
	for _, tt := range []struct{ fragment, around, want string }{
		{"<p>שלום</p>\n<p>hello</p>", "", "<p dir=\"rtl\">שלום</p>\n<p dir=\"ltr\">hello</p>"},
		{`<ul class="x"><li>مرحبا<ul><li>نعم</li></ul><p>a b</p></li></ul>`, "", `<ul dir="rtl" class="x"><li>مرحبا<ul><li>نعم</li></ul><p dir="ltr">a b</p></li></ul>`},
		{`<table><td>\(x\)</td></table><p dir="ltr">כן<p>לא</p></p>`, "", `<table dir="rtl"><td>\(x\)</td></table><p dir="ltr">כן<p dir="rtl">לא</p></p>`},
		{`\(x\) היא <b>כן</b>`, "", `<div dir="rtl">\(x\) היא <b>כן</b></div>`}, {`\(x\) היא`, "rtl", `\(x\) היא`}, {"hello", "", "hello"},
		{"<p>שלום</p>", "rtl", "<p>שלום</p>"}, {"<p>", "", `<p dir="rtl">`}, {"</p><p", "", "</p><p"},
	} {
		if got := Mark(tt.fragment, tt.around, RightToLeft); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.fragment, got, tt.want)
		}
	}
}

func TestBase(t *testing.T) {
	if got := Base(&deck.Question{Prompt: `<p>\(x\)</p>`, Answer: "yes", Extra: "⭐️", Choices: []deck.Option{{HTML: "כן"}}}); got != LeftToRight {
		t.Errorf("%q: the first with words counts", got)
	}
	if got := Base(&deck.Question{Prompt: "yes", Answer: "⭐️"}); got != None {
		t.Errorf("%q where nothing is read from the right", got)
	}
	deep := strings.Repeat("<div>", 50_000) + "א"
	if got := Of(deep); got != RightToLeft {
		t.Errorf("deep: %q", got)
	}
}
