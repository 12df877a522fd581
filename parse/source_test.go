package parse_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/parse"
	parsevault "github.com/examdeck/examdeck/parse/vault"
)

func TestFind(t *testing.T) {
	vault := fstest.MapFS{}
	for _, name := range []string{
		"b.md", "a/z.markdown", "a/Y.MD", "a/picture.png", ".obsidian/x.md", "a/.trash/x.md", "node_modules/x/README.md", "a/.hidden.txt",
	} {
		vault[name] = &fstest.MapFile{}
	}
	got, err := parsevault.Find(vault, ".")
	if want := []string{"a/Y.MD", "a/z.markdown", "b.md"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("Find = %q, %v, want %q", got, err, want)
	}
	if _, err := parsevault.Find(vault, "nowhere"); err == nil {
		t.Error("a missing folder is no error")
	}
}

func TestDeckName(t *testing.T) {
	for _, tt := range []struct{ root, file, want string }{
		{"exams", "", "exams"},
		{"vault", "folder/file.md", "vault::folder::file"},
		{"vault", "C++::x/a.b.md", "vault::C++::x::a.b"},
		{"Uni::Algo", "Blatt 1.md", "Uni::Algo::Blatt 1"},
		{"vault", "cafe\u0301.md", "vault::café"},
	} {
		if got := parse.DeckName(tt.root, tt.file); got != tt.want {
			t.Errorf("DeckName(%q, %q) = %q, want %q", tt.root, tt.file, got, tt.want)
		}
	}
}
