package wording

import (
	"fmt"
	"strings"
	"testing"
)

func join(words []string) string { return strings.Join(words, "|") }

func TestReadKey(t *testing.T) {
	abcd := []string{"A", "B", "C", "D"}
	tests := []struct {
		line    string
		led     bool
		offered []string
		want    string // letters offered, then those unknown; "-" for no key
	}{
		{"Answer: B", false, abcd, "B/"},
		{"Answer: B and D", false, abcd, "B|D/"},
		{"Answers: B, D", false, abcd, "B|D/"},
		{"Antwort: B und D", false, abcd, "B|D/"},
		{"Respuesta: B o D", false, abcd, "B|D/"},
		{"Correct answer: BD", false, abcd, "B|D/"},
		{"Answer: (b)", false, abcd, "B/"},
		{"Answer: F", false, abcd, "/F"},
		{"Answer: B) A cat", false, abcd, "B/"},
		{"Answer: A cat is an animal", false, abcd, "-"},
		{"Answer: B because it is so", false, abcd, "B/"},
		{"Ans. B", false, abcd, "B/"},
		{"答案是B", false, abcd, "B/"},
		{"正解は B です。", false, abcd, "B/"},
		{"【答案】B", false, abcd, "B/"},
		{"The correct answer is B.", false, abcd, "B/"},
		{"The answer is not B.", false, abcd, "-"},
		{"B is correct", false, abcd, "B/"},
		{"B is wrong", false, abcd, "-"},
		{"Đáp án: B", false, abcd, "B/"},
		{"Câu trả lời đúng là B", false, abcd, "B/"},
		{"Rätt svar: B", false, abcd, "B/"},
		{"उत्तर: B", false, abcd, "B/"},
		{"Ответ: Б", false, []string{"А", "Б", "В"}, "Б/"},
		{"B", true, abcd, "B/"},
		{"B", false, abcd, "-"},
		{"Some text", false, abcd, "-"},
	}
	for _, tt := range tests {
		got := "-"
		if n, ok := ReadKey(tt.line, tt.led, tt.offered, nil); ok {
			got = join(n.Offered) + "/" + join(n.Unknown)
		}
		if got != tt.want {
			t.Errorf("ReadKey(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestReadPairs(t *testing.T) {
	tests := []struct{ line, want string }{
		{"1. B 2. C, D 3-A", "1:B 2:C D 3:A"},
		{"Answers: 1. B 2. C", "1:B 2:C"},
		{"1-5 ABCDA", "1:A 2:B 3:C 4:D 5:A"},
		{"1-3 A B C", "1:A 2:B 3:C"},
		{"1. B", ""},
		{"1. B 2. see below", ""},
		{"text", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, p := range ReadPairs(tt.line) {
			got = append(got, fmt.Sprintf("%d:%s", p.Number, p.Letters))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("ReadPairs(%q) = %q, want %q", tt.line, s, tt.want)
		}
	}
}

func TestStartsWithKey(t *testing.T) {
	for text, want := range map[string]bool{
		"B": true, "(B) it": true, "B - it": true, "ABD": true, "Б、": true, "① …": false, "①": true, "Binary": false, "": false,
	} {
		if got := StartsWithKey(text); got != want {
			t.Errorf("StartsWithKey(%q) = %v", text, got)
		}
	}
}

func TestReadMarker(t *testing.T) {
	tests := []struct{ line, want string }{
		{"A. Paris", "A %. 2"},
		{"b) Paris", "b %) 2"},
		{"(c) Paris", "c (%) 3"},
		{"[D] Paris", "D [%] 3"},
		{"① Paris", "① % 1"},
		{"A Paris", "A % 1"},
		{"ア．パリ", "ア %． 2"},
		{"iv) Paris", "iv %) 3"},
		{"أ) باريس", "أ %) 2"},
		{"3 apples", ""},
		{"1.5 metres", ""},
		{"[a](link)", ""},
		{"Paris", ""},
	}
	for _, tt := range tests {
		got := ""
		if m, ok := ReadMarker(tt.line); ok {
			got = fmt.Sprintf("%s %s %d", m.Letter, m.Shape, m.Length)
		}
		if got != tt.want {
			t.Errorf("ReadMarker(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		text       string
		start, end Verdict
	}{
		{"Paris [correct]", NoVerdict, RightVerdict},
		{"Paris (right answer)", NoVerdict, RightVerdict},
		{"Paris (Answer)", NoVerdict, RightVerdict},
		{"Paris ← correct", NoVerdict, RightVerdict},
		{"Paris ✓", NoVerdict, RightVerdict},
		{"Paris ❌", NoVerdict, WrongVerdict},
		{"Paris **", NoVerdict, RightVerdict},
		{"Rom (falsch)", NoVerdict, WrongVerdict},
		{"Roma (incorrecta)", NoVerdict, WrongVerdict},
		{"רומא (לא נכון)", NoVerdict, WrongVerdict},
		{"巴黎（正确答案）", NoVerdict, RightVerdict},
		{"[correct] Paris", RightVerdict, NoVerdict},
		{"✅ Paris", RightVerdict, NoVerdict},
		{"✗ Rome", WrongVerdict, NoVerdict},
		{"Paris (France)", NoVerdict, NoVerdict},
		{"f(a)", NoVerdict, NoVerdict},
		{"", NoVerdict, NoVerdict},
	}
	for _, tt := range tests {
		if got, _ := VerdictAtStart(tt.text); got != tt.start {
			t.Errorf("VerdictAtStart(%q) = %v, want %v", tt.text, got, tt.start)
		}
		if got, _ := VerdictAtEnd(tt.text); got != tt.end {
			t.Errorf("VerdictAtEnd(%q) = %v, want %v", tt.text, got, tt.end)
		}
	}
}

func TestRunLength(t *testing.T) {
	tests := []struct {
		letters string
		length  int
		first   string // of the alphabet
	}{
		{"A B C", 3, "A"},
		{"i ii iii", 3, "i"},
		{"А Б В Ґ", 3, "А"},
		{"А Б В Г Ґ", 5, "А"},
		{"ا ب ت", 3, "أ|ا|آ"},
		{"A C", 1, "A"},
		{"B C", 0, "A"},
		{"", 0, "A"},
	}
	for _, tt := range tests {
		length, alphabet := RunLength(strings.Fields(tt.letters))
		if length != tt.length || Alphabets[alphabet][0] != tt.first {
			t.Errorf("RunLength(%q) = %d in the row of %q, want %d in that of %q", tt.letters, length, Alphabets[alphabet][0], tt.length, tt.first)
		}
	}
}

func TestPartLead(t *testing.T) {
	for line, want := range map[string]int{"(a) it": 3, "b) it": 2, "c. it": 2, "c.it": 0, "**d)** it": 4, "A) it": 0, "e": 0} {
		if got := PartLead(line); got != want {
			t.Errorf("PartLead(%q) = %d, want %d", line, got, want)
		}
	}
}
