package wording

import (
	"strings"
	"testing"
)

func TestLooksAsked(t *testing.T) {
	for title, want := range map[string]bool{
		"What is it?": true, "What is it？": true, "ما هو؟": true, "“What is it?”": true, "What is it? (3 points)": true, "What is it? [src] [2]": true,
		"What is it? 🤔": true, "What it is": false, "What it is)": false, "[1]": false,
		"What is it? (" + strings.Repeat("x", 38) + ")": true, "What is it? (" + strings.Repeat("x", 39) + ")": false,
		"What is it? A queue": false, "": false, "?": true,
	} {
		if got := LooksAsked(title); got != want {
			t.Errorf("LooksAsked(%q) = %v", title, got)
		}
	}
}

func TestAsksForTicks(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("word ", 12): false, strings.Repeat("word ", 13): true, strings.Repeat("x", 60): false, strings.Repeat("x", 61): true,
		"It is ...": true, "It is ( ) long": true, "Which? One": true, "Buy it now:": false, "Buy all of it.": true,
		"Which?": true, "A stack is ____": true, "It is …": true, "Choose all that apply:": true, "Groceries": false, "Buy:": false,
	} {
		if got := AsksForTicks(text); got != want {
			t.Errorf("AsksForTicks(%q) = %v", text, got)
		}
	}
}

// TestAsksForOne takes prompts in lower case, as callers do.
func TestAsksForOne(t *testing.T) {
	for prompt, want := range map[string]bool{
		"which is even? choose one.": true, "choose one or more": false, "nur eine antwort": true, "（单选）哪个": true, "выберите только один ответ": true,
		"choose two": false, "someone": false, "which are even? choose two.": false, "extrachoose one": false, "quizchoose one": false,
	} {
		if got := AsksForOne(prompt); got != want {
			t.Errorf("AsksForOne(%q) = %v", prompt, got)
		}
	}
}

func TestAsksInTitle(t *testing.T) {
	for title, want := range map[string]bool{"What is it?": true, "Q. Explain it": true, "Question: it": true, "Explain it": false} {
		if got := AsksInTitle(title); got != want {
			t.Errorf("AsksInTitle(%q) = %v", title, got)
		}
	}
}

func TestIsJudgement(t *testing.T) {
	for text, want := range map[string]bool{
		"True": true, "（×）": true, "**No.**": true, "Correcto": true, "Incorrecto": true, "Rätt": true, "Fel": true, "Vrai": true, "לא נכון": true,
		"Ei": true, "सही": true, "ผิด": true, "✅": true, "Linux": false, "": false, "true story": false,
	} {
		if got := IsJudgement(text); got != want {
			t.Errorf("IsJudgement(%q) = %v", text, got)
		}
	}
}

func TestSaysQuestion(t *testing.T) {
	for word, want := range map[string]bool{
		"question": true, "exam-question": true, "quiz": true, "fragen": true, "प्रश्न": true, "คำถาม": true, "note": false, "": false,
	} {
		if got := SaysQuestion(word); got != want {
			t.Errorf("SaysQuestion(%q) = %v", word, got)
		}
	}
}
