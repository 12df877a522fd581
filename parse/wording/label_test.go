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
		if !alone {
			got = ""
		}
		if got != tt.want {
			t.Errorf("ReadDate(%q) = %q, want %q, and nothing else", tt.title, got, tt.want)
		}
	}
}
