package main

import (
	"slices"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for deck, want := range map[string]string{
		"exams::2022-02-18":     "exams - 2022-02-18",
		`a/b\c: "d"? <e>|*`:     "a／b＼c： ＂d＂？ ＜e＞｜＊",
		"collection":            "_collection",
		"Backup-2024::Exam":     "_Backup-2024 - Exam",
		"con":                   "_con",
		"NUL.txt":               "_NUL.txt",
		"lpt1":                  "_lpt1",
		"computer":              "computer",
		"...":                   "_",
		".hidden":               "_.hidden",
		"-rf":                   "_-rf",
		"U.S.A.":                "U.S.A",
		"tab\tand\u0000nothing": "tabandnothing",
		"Билет 7::第一章":          "Билет 7 - 第一章",
		"cafe\u0301":            "caf\u00e9",
	} {
		if got := fileName(deck); got != want {
			t.Errorf("%q gives %q, want %q", deck, got, want)
		}
	}
	long := fileName(strings.Repeat("長い", 200))
	if len(long) > maxFileName || !strings.Contains(long, " ~") || strings.ContainsRune(long, '\uFFFD') {
		t.Errorf("a long name gives %q", long)
	}
	if long == fileName(strings.Repeat("長い", 200)+"!") {
		t.Error("two long names give one")
	}
}

func TestFileNamesAreDistinct(t *testing.T) {
	decks := []string{"a::b", "a - b", "A - B.", "c", "d?", "d？"}
	names := fileNames(decks)
	seen := map[string]bool{}
	for _, n := range names {
		seen[strings.ToLower(n)] = true
	}
	if len(seen) != len(decks) || names[3] != "c" {
		t.Errorf("%q", names)
	}
	slices.Reverse(decks)
	again := fileNames(decks)
	slices.Reverse(again)
	if !slices.Equal(again, names) {
		t.Errorf("in another order %q, not %q", again, names)
	}
}
