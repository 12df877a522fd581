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
		{"Answer: F", false, nil, "-"},
		{"Answer: Z", false, abcd, "-"},
		{"Answer: A", false, abcd, "A/"},
		{"Answer: A and B", false, abcd, "A|B/"},
		{"Answer: B's friend", false, abcd, "-"},
		{"Answer: nr B", false, abcd, "B/"},
		{"Respuesta: y B", false, abcd, "-"},
		{"Risposta: B e D", false, append(abcd, "E"), "B|D/"},
		{"Risposta: e", false, append(abcd, "E"), "E/"},
		{"Ans. B is it", false, abcd, "-"},
		{"Ans. F", false, abcd, "-"},
		{"B has a tail", true, abcd, "-"},
		{"Text", true, abcd, "-"},
		{"Option: B", true, abcd, "B/"},
		{"Option: B", false, abcd, "-"},
		{"Some B", true, abcd, "-"},
		{"The answer to this one is the letter:B", false, abcd, "B/"},
		{"The answer to this one is the letter：B", false, abcd, "B/"},
		{"The answer to this one is the letter: B", false, abcd, "B/"},
		{"The answer is F.", false, abcd, "-"},
		{"The answer is it: F.", false, abcd, "/F"},
		{"The answer is B or so", false, abcd, "-"},
		{"Answer " + strings.Repeat("x", 113) + " B", false, abcd, "B/"},
		{"Answer " + strings.Repeat("x", 114) + " B", false, abcd, "-"},
		{"Answer" + strings.Repeat(" x", 10) + " B", false, abcd, "B/"},
		{"Answer" + strings.Repeat(" x", 11) + " B", false, abcd, "-"},
		{"B is the one that is correct", false, abcd, "B/"},
		{"B is the one that is not wrong", false, abcd, "-"},
		{"B is the very one that is correct", false, abcd, "-"},
		{"It is correct", false, abcd, "-"},
		{"F is correct", false, abcd, "-"},
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

// TestReadKeyBeforeText: a letter may stand before its option's own text, but "A" before any other is an article.
func TestReadKeyBeforeText(t *testing.T) {
	texts := []string{"cat", "the dog", "", "bird"}
	for line, want := range map[string]string{
		"Answer: A cat": "A", "Answer: B The dog.": "B", "Answer: A dog": "-", "Answer: C fish": "-", "Answer: A, B the dog": "-",
		"Answer: A, B cat": "-", "Answer: D bird": "D",
	} {
		got := "-"
		if n, ok := ReadKey(line, false, []string{"A", "B", "C", "D"}, texts); ok {
			got = join(n.Offered)
		}
		if got != want {
			t.Errorf("ReadKey(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestAfterLead(t *testing.T) {
	tests := []struct{ line, want string }{
		{"Answer (2): B", " B"},
		{"The official correct answer: B", " B"},
		{"The best official correct answer: B", "-"},
		{"Kurt's answer: B", " B"},
		{"Kurt's own answer: B", "-"},
		{of48("Answer") + ": B", " B"},
		{of48("Answer") + " : B", "-"},
		{": B", "-"},
		{"Note: B", "-"},
		{"Answer B", "-"},
	}
	for _, tt := range tests {
		got := "-"
		if rest, ok := AfterLead(tt.line); ok {
			got = rest
		}
		if got != tt.want {
			t.Errorf("AfterLead(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestBareLead(t *testing.T) {
	tests := []struct{ line, want string }{
		{"Ans. B", "B"},
		{"Answer - B", "B"},
		{"Correct answer B", "B"},
		{"Richtig: B", ": B"},
		{"Right → B", "B"},
		{"答案是B", "B"},
		{"答案 B", "B"},
		{"Sample text", "-"},
		{"A B", "-"},
		{"", "-"},
	}
	for _, tt := range tests {
		got := "-"
		if rest, ok := BareLead(tt.line); ok {
			got = rest
		}
		if got != tt.want {
			t.Errorf("BareLead(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{"Größe, 3 µm!": "größe3µm", "a + b": "a+b", "क्या है": "क्याहै", "“C#”": "c"} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
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
		{"100 A 101 B", "100:A 101:B"},
		{"1000 A 1001 B", ""},
		{"B 1. A 2. C", ""},
		{"Note: 1. B 2. C", ""},
		{"1. Б 2. В", "1:Б 2:В"},
		{"1. ABCDE 2. abc", "1:ABCDE 2:abc"},
		{"1. ABCDEF 2. A", ""},
		{"1. abcd 2. A", ""},
		{"1. abx 2. A", ""},
		{"1-2 AB", "1:A 2:B"},
		{"1-3 A B C 4-5 D E", "1:A 2:B 3:C 4:D 5:E"},
		{"1-3 ABCD", ""},
		{"1-3 AB", ""},
		{"3-1 ABC", ""},
		{"1-1 A 2 B", ""},
		{"x-3 ABC", ""},
		{"1-x ABC", ""},
		{"1 2", ""},
		{"51-100 " + strings.Repeat("A", 50), pairsFrom(51, 100)},
		{"50-100 " + strings.Repeat("A", 51), ""},
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

// pairsFrom writes the pairs of a range with the letter A.
func pairsFrom(first, last int) string {
	var pairs []string
	for n := first; n <= last; n++ {
		pairs = append(pairs, fmt.Sprintf("%d:A", n))
	}
	return strings.Join(pairs, " ")
}

func TestStartsWithKey(t *testing.T) {
	for text, want := range map[string]bool{
		"B": true, "(B) it": true, "B - it": true, "ABD": true, "Б、": true, "① …": false, "①": true, "Binary": false, "": false,
		"B – it": true, "B — it": true, "B） it": true, "B： it": true, "B it": false, "abc": true, "abcd": false, "ABCDE": true, "ABCDEF": false,
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
		{"（c） Paris", "c （%） 3"},
		{"A:b", "A %: 2"},
		{"A :b", ""},
		{"A :5", ""},
		{"A . b", "A %. 2"},
		{"A .ɏ", ""},
		{"A .ɐ", "A %. 2"},
		{"A", "A % 1"},
		{"A-1", ""},
		{"3", ""},
		{"③ Paris", "③ % 1"},
		{"③Paris", "③ % 1"},
		{"(a Paris", ""},
		{"الف) باريس", "الف %) 4"},
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
		{"[correct]", RightVerdict, RightVerdict},
		{"← correct", NoVerdict, RightVerdict},
		{"Paris <- correct", NoVerdict, RightVerdict},
		{"Paris <- Rome", NoVerdict, NoVerdict},
		{"[the correct answer] Paris", RightVerdict, NoVerdict},
		{"[my best correct answer] Paris", NoVerdict, NoVerdict},
		{"[best] Paris", NoVerdict, NoVerdict},
		{"(right) Paris", RightVerdict, NoVerdict},
		{"[] Paris", NoVerdict, NoVerdict},
		{"[right Paris", NoVerdict, NoVerdict},
		{"Paris *", NoVerdict, RightVerdict},
		{"Paris ***", NoVerdict, RightVerdict},
		{"Paris ****", NoVerdict, NoVerdict},
		{"Paris*", NoVerdict, NoVerdict},
		{" *", NoVerdict, NoVerdict},
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

// TestVerdictLengths: how many characters but blanks a mark takes.
func TestVerdictLengths(t *testing.T) {
	for text, want := range map[string][2]int{
		"✅ Paris": {1, 0}, "✅\ufe0f Paris": {2, 0}, "❌\ufe0f Rome": {2, 0}, "[not right] Rome": {10, 0}, "Paris ✓": {0, 1}, "Paris ✔\ufe0f": {0, 2},
		"Paris **": {0, 2}, "Paris (right answer)": {0, 13}, "Paris": {0, 0},
	} {
		_, start := VerdictAtStart(text)
		_, end := VerdictAtEnd(text)
		if got := [2]int{start, end}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestIsCircled(t *testing.T) {
	for letter, want := range map[string]bool{
		"①": true, "⑳": true, "⑴": false, "⒵": false, "Ⓐ": true, "ⓩ": true, "⓪": false, "a": false, "": false,
	} {
		if got := IsCircled(letter); got != want {
			t.Errorf("IsCircled(%q) = %v", letter, got)
		}
	}
}

func TestIsLetter(t *testing.T) {
	for s, want := range map[string][2]bool{
		"A": {true, true}, "B": {true, false}, "i": {true, true}, "ii": {true, false}, "ا": {true, true}, "ω": {false, false}, "": {false, false},
	} {
		if known, first := IsLetter(s); [2]bool{known, first} != want {
			t.Errorf("IsLetter(%q) = %v, %v", s, known, first)
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
		{"क ख ग घ ङ च छ", 6, "क"},
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
	for line, want := range map[string]int{"(a) it": 3, "b) it": 2, "c. it": 2, "c.it": 0, "**d)** it": 4, "A) it": 0, "e": 0, "b)": 0, "b)x": 2, "z) it": 2, "{) it": 0} {
		if got := PartLead(line); got != want {
			t.Errorf("PartLead(%q) = %d, want %d", line, got, want)
		}
		if got := IsPartLead(line); got != (want > 0) {
			t.Errorf("IsPartLead(%q) = %v", line, got)
		}
	}
}
