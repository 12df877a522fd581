package main

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitest"
	"github.com/examdeck/examdeck/internal/realnotes"
)

// TestAnkiTakesSplitPackages: the packages of a vault that was split, imported in any order, give the collection that
// the single package gives: the same notes with the same ids, fields and times, and the same cards in the same decks
// and places.
func TestAnkiTakesSplitPackages(t *testing.T) {
	ankitest.Python(t)
	vaults := []string{"../../examples"}
	t.Run("real notes", func(t *testing.T) { vaults = append(vaults, realnotes.Dir(t, "corpus")) })
	for _, vault := range vaults {
		t.Run(filepath.Base(vault), func(t *testing.T) {
			single, ok := runExport(t, vault, ".apkg")
			if !ok {
				t.Fatal("no question was found")
			}
			want := ankitest.Import(t, single.file)
			for _, split := range []string{splitExam, splitSource} {
				files := exportSplit(t, vault, split)
				rand.New(rand.NewPCG(1, uint64(len(files)))).Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
				sameCollection(t, split, ankitest.Import(t, files...), want)
			}
		})
	}
}

// exportSplit exports a vault into several packages, and gives their names.
func exportSplit(t *testing.T, vault, split string) []string {
	t.Helper()
	out := filepath.Join(t.TempDir(), split)
	var stdout, stderr bytes.Buffer
	// The single package's name is that of its root deck.
	if code := run([]string{"examdeck", "export", vault, "-o", out, "--split", split}, &stdout, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	files, err := filepath.Glob(filepath.Join(out, "*.apkg"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d packages, %v", len(files), err)
	}
	return files
}

func sameCollection(t *testing.T, split string, got, want *ankitest.Result) {
	t.Helper()
	for _, problem := range got.Problems() {
		t.Errorf("split by %s: %s", split, problem)
	}
	if len(got.Notes) != len(want.Notes) || !reflect.DeepEqual(got.Decks, want.Decks) {
		t.Fatalf("split by %s: %d notes in the decks %v, want %d in %v", split, len(got.Notes), got.Decks, len(want.Notes), want.Decks)
	}
	wrong := 0
	for i := range want.Notes {
		if !reflect.DeepEqual(got.Notes[i], want.Notes[i]) {
			if wrong++; wrong <= 3 {
				t.Errorf("split by %s:\n%+v\nwant\n%+v", split, got.Notes[i], want.Notes[i])
			}
		}
	}
	if wrong > 3 {
		t.Errorf("split by %s: %d notes differ", split, wrong)
	}
	if !reflect.DeepEqual(got.NoteTypes, want.NoteTypes) {
		t.Errorf("split by %s: note types %s", split, strings.Join(typeNames(got), ", "))
	}
}

func typeNames(r *ankitest.Result) []string {
	var names []string
	for _, nt := range r.NoteTypes {
		names = append(names, nt.Name)
	}
	return names
}
