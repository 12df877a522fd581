package wording

import "testing"

func TestAnnouncesAnswer(t *testing.T) {
	tests := []struct {
		title string
		want  bool
	}{
		{"Answer", true},
		{"A", true},
		{"Solution to exercise 3", true},
		{"Answer: 42", true},
		{"Sample solution", true},
		{"Musterlösung", true},
		{"Richtige Antwort", true},
		{"Решение задачи 3", true},
		{"Решение задачи", false},
		{"Soluzione dell'esercizio 2", true},
		{"正确答案", true},
		{"模範解答", true},
		{"Respuesta correcta", true},
		{"תשובה", true},
		{"תשובה נכונה", true},
		{"Đáp án", true},
		{"Lời giải", true},
		{"उत्तर", true},
		{"সঠিক উত্তর", true},
		{"Odpoveď", true},
		{"問答", false},
		{"a) b", false},
		{"Problem A", false},
		{"Correct", false},
		{"What is the answer", false},
		{"Solution of the equation by means of a trick", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := AnnouncesAnswer(tt.title); got != tt.want {
			t.Errorf("AnnouncesAnswer(%q) = %v", tt.title, got)
		}
	}
}

// TestLeads: how many characters but blanks a marker takes.
func TestLeads(t *testing.T) {
	tests := []struct {
		text             string
		answer, question int
		pointed          int
	}{
		{"Answer: B", 7, 0, 0},
		{"Answer", 6, 0, 0},
		{"A: b", 2, 0, 0},
		{"A", 0, 0, 0},
		{"Risposta 3： sì", 10, 0, 0},
		{"Solution. It is so.", 9, 0, 0},
		{"Ans - a queue", 4, 0, 0},
		{"Ans:- a queue", 5, 0, 0},
		{"解。二", 2, 0, 0},
		{"【答案】B", 4, 0, 0},
		{"[Answer] B", 8, 0, 0},
		{"Antw. Ja", 5, 0, 0},
		{"Отв. Да", 4, 0, 0},
		{"resp. a queue", 0, 0, 0},
		{"Giải: bốn", 5, 0, 0},
		{"Q1: what", 0, 3, 0},
		{"Question: what", 0, 9, 0},
		{"Q. what", 0, 2, 0},
		{"Frage 3： was", 0, 7, 0},
		{"प्रश्न: क्या", 0, 7, 0},
		{"Q4. what", 0, 0, 3},
		{"Q 4) what", 0, 0, 3},
		{"Q4.1 what", 0, 0, 0},
		{"A question: what", 0, 0, 0},
		{"Note: what", 0, 0, 0},
	}
	for _, tt := range tests {
		if got := AnswerLead(tt.text); got != tt.answer {
			t.Errorf("AnswerLead(%q) = %d, want %d", tt.text, got, tt.answer)
		}
		if got := QuestionLead(tt.text); got != tt.question {
			t.Errorf("QuestionLead(%q) = %d, want %d", tt.text, got, tt.question)
		}
		if got := PointedLead(tt.text); got != tt.pointed {
			t.Errorf("PointedLead(%q) = %d, want %d", tt.text, got, tt.pointed)
		}
	}
}

func TestSheetTitle(t *testing.T) {
	for title, want := range map[string]bool{
		"Answers": true, "Key": true, "Answers and explanations": true, "Respuestas razonadas": true, "Lösungen zum Übungsblatt": true,
		"答案与解析": true, "解答と解説": true, "Exam answers": true, "Answers to my critics": false, "Questions": false,
	} {
		if got := SheetTitle(title); got != want {
			t.Errorf("SheetTitle(%q) = %v", title, got)
		}
	}
}

func TestIsExplanation(t *testing.T) {
	for line, want := range map[string]bool{
		"Explanation: because": true, "Begründung： weil": true, "解説：なぜなら": true, "व्याख्या: क्योंकि": true, "Giải thích: vì": true,
		"Explanation": false, "Answer: because": false,
	} {
		if got := IsExplanation(line); got != want {
			t.Errorf("IsExplanation(%q) = %v", line, got)
		}
	}
}

func TestWords(t *testing.T) {
	tests := []struct {
		text string
		want string
	}{
		{"The correct answer is B.", "the|correct|answer|is|b"},
		{"正确答案", "正确|答案"},
		{"정답 및 해설", "정답|및|해설"},
		{"Table of contents", "table of contents"},
		{"Lời giải chi tiết", "lời giải|chi|tiết"},
		{"לא נכון", "לא נכון"},
		{"उत्तर", "उत्तर"},
	}
	for _, tt := range tests {
		if got := join(Words(tt.text)); got != tt.want {
			t.Errorf("Words(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
