package wording

import (
	"strings"
	"testing"
)

func TestReadLabel(t *testing.T) {
	tests := []struct{ title, want string }{
		{"Question 1", "question|1|Question 1||"},
		{"QUESTION 1", "question|1|Question 1||"},
		{"question 3", "question|3|Question 3||"},
		{"Question 7 (R)", "question|7|Question 7|R|"},
		{"Uppgift 2 (16p)", "uppgift|2|Uppgift 2 (16p)||"},
		{"Uppgift 2 (16p): Klasser", "uppgift|2|Uppgift 2 (16p)||Klasser"},
		{"Question 3: What is a monad?", "question|3|Question 3||What is a monad?"},
		{"Domanda 1", "domanda|1|Domanda 1||"},
		{"Билет №7", "билет|7|Билет №7||"},
		{"Билет № 7. Атомы", "билет|7|Билет № 7||Атомы"},
		{"Exam question 3", "exam question|3|Exam question 3||"},
		{"Problem nr. 4", "problem|4|Problem nr. 4||"},
		{"Aufgabe 1a)", "aufgabe|1a|Aufgabe 1a||"},
		{"Aufgabe IV", "aufgabe|4|Aufgabe IV||"},
		{"Problem B", "problem|b|Problem B||"},
		{"Q12", "q|12|Q12||"},
		{"2.1-3", "|2.1-3|2.1-3||"},
		{`2.3-7 $\star$`, "|2.3-7|2.3-7||"},
		{"2.3-7 ★", "|2.3-7|2.3-7||"},
		{"Question 3: ?", "question|3|Question 3||?"},
		{"3.", "|3|3||"},
		{"(3)", "|3|3||"},
		{"1. What's the output?", "|1|1||What's the output?"},
		{"3. feladat", "feladat|3|3. feladat||"},
		{"第3题", "题|3|第3题||"},
		{"第三問 二分木", "問|3|第三問||二分木"},
		{"2. Questions", "|2|2||Questions"},
		{"2. Fragen", "|2|2||Fragen"},
		{"2. Frage", "frage|2|2. Frage||"},
		{"Câu 3", "câu|3|Câu 3||"},
		{"প্রশ্ন ৩", "প্রশ্ন|3|প্রশ্ন ৩||"},
		{"問題 12", "問題|12|問題 12||"},
		{"سؤال ٣", "سؤال|3|سؤال ٣||"},
		{"Question 2 (hard) (R)", "question|2|Question 2|hard R|"},
		{"⭐ Question 3 ⭐", "question|3|Question 3||"},
		{"Question 3: C++", "question|3|Question 3||C++"},
		{"Question 3: $x$", "question|3|Question 3||$x$"},
		{`Question 3: \star`, `question|3|Question 3||\star`},
		{"Final exam question 3", "final exam question|3|Final exam question 3||"},
		{"Final big exam question 3", ""},
		{"Blad 3", "blad|3|Blad 3||"},
		{"No. 3", "no|3|No. 3||"},
		{"Chapter 6: Exercise 2", "exercise|6.2|Chapter 6, Exercise 2||"},
		{"Kapitel 6 - Aufgabe 2: Netze", "aufgabe|6.2|Kapitel 6, Aufgabe 2||Netze"},
		{"Chapter 6: Trees 2", "chapter|6|Chapter 6||Trees 2"},
		{"Question 1.a", "question|1.a|Question 1.a||"},
		{"Question 1.a)", "question|1.a|Question 1.a||"},
		{"Question 1. a word", "question|1|Question 1||a word"},
		{"Question 1.e.g. this", "question|1|Question 1||e.g. this"},
		{"Question 1/3", "question|1|Question 1/3||"},
		{"Frage 3 von 10: Netze", "frage|3|Frage 3 von 10||Netze"},
		{"Exercice 24 p 171", "exercice|24|Exercice 24 p 171||"},
		{"Exercice 24 p. 171 (bonus)", "exercice|24|Exercice 24 p. 171|bonus|"},
		{"Exercise I.2: X", "exercise|1.2|Exercise I.2||X"},
		{"Exercise I. Trees", "exercise|1|Exercise I||Trees"},
		{"Exercise 3 sum of 12 numbers", "exercise|3|Exercise 3||sum of 12 numbers"},
		{"utf8 encoding", ""},
		{"OS3", ""},
		{"x12", "x|12|X12||"},
		{"Slide3", ""},
		{"слайд5", "слайд|5|Слайд5||"},
		{"問題5", "問題|5|問題5||"},
		{"3. feladat (5 pont)", "feladat|3|3. feladat (5 pont)||"},
		{"3. feladat (5 pont) is", "|3|3||feladat (5 pont) is"},
		{"3. feladat 5)", "|3|3||feladat 5)"},
		{"3. feladat 5", "|3|3||feladat 5"},
		{"第3问题 树", "问题|3|第3问题||树"},
		{"第十二题", "题|12|第十二题||"},
		{"第二十题", "题|20|第二十题||"},
		{"第九十九题", "题|99|第九十九题||"},
		{"第一题", "题|1|第一题||"},
		{"第题", ""},
		{"Aufgabe 4h", "aufgabe|4h|Aufgabe 4h||"},
		{"Aufgabe 4ab", ""},
		{"b) text", ""},
		{"Aufgabe III", "aufgabe|3|Aufgabe III||"},
		{"Aufgabe XXVIII", "aufgabe|28|Aufgabe XXVIII||"},
		{"Aufgabe XXXVIII", ""},
		{"Problem A", "problem|a|Problem A||"},
		{"Problem Z", "problem|z|Problem Z||"},
		{"Problem SET", ""},
		{"Problem b", ""},
		{"QUIZ 3", "quiz|3|Quiz 3||"},
		{"FAQ 3", "faq|3|FAQ 3||"},
		{"Question 3 (5): Trees", "question|3|Question 3||(5): Trees"},
		{"Question 3 (5p): Trees", "question|3|Question 3 (5p)||Trees"},
		{"Question 3 (worth 10 points, or 11): Trees", "question|3|Question 3 (worth 10 points, or 11)||Trees"},
		{"Question 3 (worth 10 points, or 111): Trees", "question|3|Question 3||(worth 10 points, or 111): Trees"},
		{"Question 3 (the hard one): Trees", "question|3|Question 3||(the hard one): Trees"},
		{"3. (10 points) Paging", "|3|3 (10 points)||Paging"},
		{"H2O", ""},
		{"What is 3+4?", ""},
		{"The best of all 10 algorithms", ""},
		{"Complexity", ""},
		{"2x faster", ""},
		{"50% rule", ""},
	}
	for _, tt := range tests {
		got := ""
		if l, ok := ReadLabel(tt.title); ok {
			got = strings.Join([]string{l.Word, l.Number, l.Shown, strings.Join(l.Tags, " "), l.Rest}, "|")
		}
		if got != tt.want {
			t.Errorf("ReadLabel(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}

// TestLabelExtras: points that a question is worth, and signs that say nothing.
func TestLabelExtras(t *testing.T) {
	tests := []struct {
		title    string
		points   bool
		ornament string
	}{
		{"3. (10 points) Paging", true, ""},
		{"Uppgift 2 (16p): Klasser", true, ""},
		{"Question 3 [5p]", true, ""},
		{"Question 3: Paging", false, ""},
		{"Question 3", false, ""},
		{`2.3-7 $\star$`, false, `$\star$`},
		{"2.3-7 $x$", false, ""},
		{"2.3-7 $\\pi r$", false, ""},
	}
	for _, tt := range tests {
		l, _ := ReadLabel(tt.title)
		if l.Points != tt.points || l.Ornament != tt.ornament {
			t.Errorf("ReadLabel(%q): points %v, ornament %q", tt.title, l.Points, l.Ornament)
		}
	}
}

func TestCutTags(t *testing.T) {
	tests := []struct{ title, want string }{
		{"Paging (R)", "Paging|R"},
		{"Paging (hard) (R) ", "Paging|hard R"},
		{"x(R)", "x|R"},
		{"(R)", "(R)|"},
		{"Paging ()", "Paging ()|"},
		{"Paging (3p)", "Paging (3p)|"},
		{"Paging (of memory)", "Paging (of memory)|"},
		{"Paging (abcdefghijklmnop)", "Paging|abcdefghijklmnop"},
		{"Paging (abcdefghijklmnopq)", "Paging (abcdefghijklmnopq)|"},
		{"Paging) R)", "Paging) R)|"},
		{"Paging (R", "Paging (R|"},
	}
	for _, tt := range tests {
		title, tags := CutTags(tt.title)
		if got := title + "|" + strings.Join(tags, " "); got != tt.want {
			t.Errorf("CutTags(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestLeadingNumber(t *testing.T) {
	for s, want := range map[string]string{
		"2.1-3 x": "2.1-3| x", "2–3": "2-3|", "2..3": "2|..3", "12": "12|", "4a x": "4a| x", "4h": "4h|", "4i": "4|i", "4ab": "4|ab", "4a5": "4|a5",
		"3rd x": "3| x", "-3": "|-3", ".5": "|.5", "b x": "|b x", "": "|", "٣": "3|",
	} {
		number, after := leadingNumber(s)
		if got := number + "|" + after; got != want {
			t.Errorf("leadingNumber(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestLeadingLetters(t *testing.T) {
	for s, want := range map[string]string{
		"don't know": "don't", "l’esercizio 2": "l’esercizio", "self-made it": "self-made", "a- b": "a", "a-": "a", "'x": "", "’x": "", "-x": "",
		"x'y": "x'y", "été 3": "été", "क्या है": "क्या", "3": "", "": "",
	} {
		if got := LeadingLetters(s); got != want {
			t.Errorf("LeadingLetters(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestDateTitle(t *testing.T) {
	tests := []struct{ title, want string }{
		{"18 Feb 2022", "2022-02-18"},
		{"08 July 2021", "2021-07-08"},
		{"14 September 2021", "2021-09-14"},
		{"February 18, 2022", "2022-02-18"},
		{"Feb. 18th, 2022", "2022-02-18"},
		{"18. Februar 2022", "2022-02-18"},
		{"Freitag, 18. Februar 2022", "2022-02-18"},
		{"den 18 februari 2022", "2022-02-18"},
		{"18 de febrero de 2022", "2022-02-18"},
		{"18 février 2022", "2022-02-18"},
		{"1er mars 2021", "2021-03-01"},
		{"18 февраля 2022 г.", "2022-02-18"},
		{"2022. február 18.", "2022-02-18"},
		{"2022年2月18日", "2022-02-18"},
		{"2022-02-18", "2022-02-18"},
		{"18/02/2022", "2022-02-18"},
		{"02/18/2022", "2022-02-18"},
		{"18.2.22", "2022-02-18"},
		{"20220218", "2022-02-18"},
		{"12. travnja 2021", "2021-04-12"},
		{"12 listopada 2021", "2021-11-12"},
		{"18 vasario 2022", "2022-02-18"},
		{"18 फ़रवरी 2022", "2022-02-18"},
		{"18 กุมภาพันธ์ 2022", "2022-02-18"},
		{"١٨/٠٢/٢٠٢٢", "2022-02-18"},
		{"8 May 22", "2022-05-08"},
		{"5 January 2022", "2022-01-05"},
		{"1 Feb 1900", "1900-02-01"},
		{"31 Dec 2999", "2999-12-31"},
		{"1 Feb 1899", ""},
		{"1 Feb 3000", ""},
		{"19000101", "1900-01-01"},
		{"18991231", ""},
		{"1234567", ""},
		{"05/12/2022", "2022-12-05"},
		{"02/13/2022", "2022-02-13"},
		{"18/02/22", "2022-02-18"},
		{"18-02-22", ""},
		{"18:02:2022", ""},
		{"18 02 2022", ""},
		{"18.02/2022", ""},
		{"2022年3-5", ""},
		{"١٩/٠٩/٢٠١٩", "2019-09-19"},
		{"𝟙𝟠.𝟘𝟚.𝟚𝟘𝟚𝟚", "2022-02-18"},
		{"8 22 May", ""},
		{"18 3 February 2022", ""},
		{"0 May 2022", ""},
		{"of 18 Feb 2022", ""},
		{"18 Feb", ""},
		{"12.2022.", ""},
		{"2022, 18 February", "2022-02-18"},
		{"31 Feb 2022", ""},
		{"Tentamen 2019-01-07", ""},
		{"APPELLO 08/07/2022", ""},
		{"18 Feb 2022 morning session", ""},
		{"Question 18", ""},
		{"2022", ""},
		{"May 2022", ""},
		{"1.2.3", ""},
		{"10.20.30.40", ""},
	}
	for _, tt := range tests {
		got, alone := ReadDate(tt.title)
		if alone && got == "" {
			t.Errorf("ReadDate(%q) is a date alone, but which?", tt.title)
		}
		if !alone {
			got = ""
		}
		if got != tt.want {
			t.Errorf("ReadDate(%q) = %q, want %q, and nothing else", tt.title, got, tt.want)
		}
	}
}
