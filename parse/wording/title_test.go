package wording

import (
	"fmt"
	"testing"
)

func TestReadNumberLine(t *testing.T) {
	tests := []struct{ text, want string }{
		{"1. What", "1 . 1 2"},
		{"(12) What", "12 () 12 4"},
		{"Q1. What", "1 q. Q1 3"},
		{"Question 3) What", "3 q) Question 3 10"},
		{"No. 3 What", "3 q No. 3 4"},
		{"٣. ما", "3 . ٣ 2"},
		{"123. What", "123 . 123 4"},
		{"Q1", "1 q Q1 2"},
		{"Q1 What", "1 q Q1 2"},
		{"Q1x", ""},
		{"Question 3. (5 points) What", "3 q. Question 3 (5 points) 19"},
		{"3. (5 points) What", "3 . 3 2"},
		{"Nr. 3 was", "3 q Nr. 3 4"},
		{"No. what", ""},
		{"No 3", ""},
		{"No.", ""},
		{"Na. 3", ""},
		{"3", ""},
		{"3.5 metres", ""},
		{"1234. What", ""},
		{"Step 3. What", ""},
		{"3 apples", ""},
		{"0. What", ""},
	}
	for _, tt := range tests {
		got := ""
		if m, ok := ReadNumberLine(tt.text); ok {
			got = fmt.Sprintf("%d %s %s %d", m.Number, m.Style, m.Label, m.Cut)
		}
		if got != tt.want {
			t.Errorf("ReadNumberLine(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestTitleLabel(t *testing.T) {
	tests := []struct{ title, want string }{
		{"Question 3: What is it", "Question 3|3|10"},
		{"12. What is it", "12|12|3"},
		{"3.5 times", "||0"},
		{"3.0 times", "||0"},
		{"3) What is it", "3|3|2"},
		{"3 What is it", "||0"},
		{"3.", "||0"},
		{"Question 3: What is it (R)", "||0"},
		{"3rd of them", "||0"},
		{"(3) What is it", "||0"},
		{"Chapter 3: Paging", "||0"},
		{"Question 3", "||0"},
		{"What is it", "||0"},
	}
	for _, tt := range tests {
		shown, number, length := TitleLabel(tt.title)
		if got := fmt.Sprintf("%s|%s|%d", shown, number, length); got != tt.want {
			t.Errorf("TitleLabel(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestFollows(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{{"1", "2", true}, {"2", "2", false}, {"3", "1", true}, {"2.1", "2.2", true}, {"2.9", "2.10", true}, {"a", "b", true}, {"3", "2", false}, {"4a", "4b", true},
		{"10", "2", false}, {"9", "8", false}, {"4", "4a", true}, {"4z", "4y", false}, {"4-3", "4-2", false}, {"4b", "4a", true}, {"", "2", true},
		{"2", "", false}, {"2", "1.", true}}
	for _, tt := range tests {
		if got := Follows(tt.a, tt.b); got != tt.want {
			t.Errorf("Follows(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

func TestBareNumber(t *testing.T) {
	for title, want := range map[string]bool{
		"2.1.": true, "3)": true, "4a": true, "0": true, "9": true, "2.1-3": true, "12.34.56": true, "12.34.567": false, "2022-02-18": false,
		"3E1": true, "3E": false, "3Ex1": false, "\xff1": false, "3 x": false, "x": false, "": false, "-": false,
	} {
		if got := BareNumber(title); got != want {
			t.Errorf("BareNumber(%q) = %v", title, got)
		}
	}
}

func TestWholeNumber(t *testing.T) {
	for text, want := range map[string]int{
		"3": 3, " 3. ": 3, "Q3": 3, "(3)": 3, "Question 3": 3, "3 x": 0, "3. x": 0, "Q3 x": 0, "x": 0, "": 0,
	} {
		if got, ok := WholeNumber(text); ok != (want > 0) || ok && got != want {
			t.Errorf("WholeNumber(%q) = %d, %v", text, got, ok)
		}
	}
}

func TestTitles(t *testing.T) {
	tests := []struct {
		title                                string
		prompt, cards, contents, nothing, of bool
	}{
		{title: "Problem description", prompt: true, of: true},
		{title: "Aufgabenstellung", prompt: true},
		{title: "The Question", prompt: true, of: true},
		{title: "Questions", prompt: true, cards: true, nothing: true, of: true},
		{title: "Review questions", cards: true, nothing: true, of: true},
		{title: "Verständnisfragen", prompt: true, cards: true, nothing: true, of: true},
		{title: "अभ्यास प्रश्नावली", prompt: true, cards: true, nothing: true, of: true},
		{title: "Table of contents", contents: true, nothing: true},
		{title: "⚠️ Contents", contents: true, nothing: true},
		{title: "Spis treści", contents: true, nothing: true},
		{title: "İçindekiler", contents: true, nothing: true},
		{title: "Mục lục", contents: true, nothing: true},
		{title: "विषय सूची", contents: true, nothing: true},
		{title: "目录", contents: true, nothing: true},
		{title: "Table of values", nothing: true},
		{title: "See also", nothing: true},
		{title: "Further reading", nothing: true},
		{title: "Introduction", nothing: true},
		{title: "Quellen und Literatur", nothing: true},
		{title: "2022", nothing: true},
		{title: "", nothing: true},
		{title: "Klausur 2022", of: true},
		{title: "面试题", of: true},
		{title: "The problem description", prompt: true, of: true},
		{title: "The description of the problem", of: true},
		{title: "Description of the problem", of: true},
		{title: "Flashcards: biology", cards: true, nothing: true, of: true},
		{title: "Biology-flashcards", cards: true, nothing: true, of: true},
		{title: "Biology/flashcards", cards: true, nothing: true, of: true},
		{title: "All of my flashcards", cards: true, of: true},
		{title: "All of my own flashcards", of: true},
		{title: "Table of values again"},
		{title: "Sources remembered"},
		{title: "Queues and stacks"},
		{title: "Exam notes"},
		{title: "Scheduling"},
	}
	for _, tt := range tests {
		for name, c := range map[string]struct {
			is   func(string) bool
			want bool
		}{
			"PromptTitle": {PromptTitle, tt.prompt}, "HeadsCards": {HeadsCards, tt.cards}, "HeadsContents": {HeadsContents, tt.contents},
			"HeadsNothing": {HeadsNothing, tt.nothing}, "PromisesQuestions": {PromisesQuestions, tt.of},
		} {
			if got := c.is(tt.title); got != c.want {
				t.Errorf("%s(%q) = %v", name, tt.title, got)
			}
		}
	}
}

// TestPurposeOf takes titles in lower case, as callers do.
func TestPurposeOf(t *testing.T) {
	tests := []struct {
		title string
		want  Purpose
	}{
		{"answer", Answering},
		{"click to see the answer", Answering},
		{"show", Answering},
		{"show the problem", Asking},
		{"solution 3", Answering},
		{"lösung anzeigen", Answering},
		{"点击查看答案", Answering},
		{"정답 보기", Answering},
		{"xem lời giải", Answering},
		{"उत्तर देखें", Answering},
		{"explanation", Explaining},
		{"answer and explanation", Answering},
		{"解説", Explaining},
		{"hint", Remark},
		{"gợi ý", Remark},
		{"संकेत", Remark},
		{"table of contents", Remark},
		{"table of contents of the second part", Remark},
		{"spis treści", Remark},
		{"what is a stack?", Asking},
		{"stacks and queues", Asking},
		{"", Asking},
		{"click here to see the answer", Answering},
		{"please click here to see the answer", Asking},
		{"今天的答案在下面这里", Answering},
		{"今天的答案就在下面这里", Asking},
		{"今天的答案在哪里?", Asking},
		{"今天的解析在下面", Explaining},
		{"今天的天气", Asking},
	}
	for _, tt := range tests {
		if got := PurposeOf(tt.title); got != tt.want {
			t.Errorf("PurposeOf(%q) = %v, want %v", tt.title, got, tt.want)
		}
	}
}
