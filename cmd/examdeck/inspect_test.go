package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitest"
)

// foreign is a small package as another tool may write it, with a few problems.
func foreign() ankitest.Raw {
	return ankitest.Raw{
		Types: []ankitest.RawType{{ID: 1700000000000, Name: "Plain", Mod: 1700000000, Fields: []string{"Front", "Back"},
			Templates: [][3]string{{"Card 1", "{{Front}}", "{{Back}}"}}}},
		Decks: map[int64]string{1700000000900: "A\x1b[31mred"},
		Notes: []ankitest.RawNote{
			{ID: 1700000001000, GUID: "one", Type: 1700000000000, Mod: 1700000000, Fields: []string{"first \x1b[2J", `<img src="a.png">`}},
			{ID: 1700000001001, GUID: "two\x1b", Type: 1700000000000, Mod: 1700000000, Tags: " \u202ex ", Fields: []string{"", `<img src="b.png">`}},
		},
		Cards: []ankitest.RawCard{
			{ID: 1700000002000, Note: 1700000001000, Deck: 1700000000900, Due: 1},
			{ID: 1700000002001, Note: 1700000001001, Deck: 1700000000900, Type: 3, Queue: -2, Flags: 3, Reps: 2},
		},
	}
}

// TestInspectForeign inspects a package of another tool; nothing in it reaches the terminal as it is.
func TestInspectForeign(t *testing.T) {
	file := filepath.Join(t.TempDir(), "foreign.apkg")
	if err := os.WriteFile(file, foreign().Bytes(t, 2), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{}, {"--note", "two\x1b"}, {"--note", "IMG"}, {"--json"}, {"--note", "first", "--json"}} {
		var stdout, stderr bytes.Buffer
		if code := run(append([]string{"examdeck", "inspect", file}, args...), &stdout, &stderr); code != exitDone {
			t.Errorf("%q: exit code %d: %s", args, code, &stderr)
		}
		if text := stdout.String() + stderr.String(); strings.ContainsAny(text, "\x1b\u202e") && !strings.Contains(text, `"version": 1`) {
			t.Errorf("%q: control characters in %q", args, text)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"examdeck", "inspect", file, "--strict"}, &stdout, &stderr); code != exitFault {
		t.Errorf("--strict: exit code %d", code)
	}
	for _, want := range []string{"2 notes, 2 cards", "legacy 2, schema 11", "1 new, 1 learning; 1 buried, 1 flagged",
		"problems: 2 absent-media, 1 blank-front, 1 control-characters, 1 deck-name, 1 empty-first-field\n"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("%s lacks %q", &stdout, want)
		}
	}
	for _, want := range []string{`foreign.apkg: note "one": warning: it shows "a.png", which the package lacks`, "hint: put the file beside",
		`note "two\x1b": warning: card 1 is blank in front`} {
		if strings.Count(stderr.String(), want) != 1 {
			t.Errorf("%s lacks %q", &stderr, want)
		}
	}
	stdout.Reset()
	run([]string{"examdeck", "inspect", file, "--json"}, &stdout, &stderr)
	var report struct {
		Problems []map[string]string
		Counts   map[string]int `json:"problem_counts"`
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil || report.Counts["absent-media"] != 2 {
		t.Errorf("%v in %s", err, &stdout)
	}
}

// TestDiffForeign compares packages of another tool; nothing in them reaches the terminal as it is, but the colours
// that are ours.
func TestDiffForeign(t *testing.T) {
	write := func(name string, r ankitest.Raw) string {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, r.Bytes(t, 3), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	changed := foreign()
	changed.Notes[0].Fields[1] = "\x1b]0;title\x07 \u202e"
	changed.Notes[1].GUID = "three\x1b"
	changed.Types[0].Name = "\x1b[1m"
	changed.Types[0].Fields[1] = "Bac\x1bk"
	changed.Media = []ankitest.RawMedia{{Name: "\x1b.png", Content: "x"}}
	before, after := write("old.apkg", foreign()), write("new.apkg", changed)
	var stdout, stderr bytes.Buffer
	if code := run([]string{"examdeck", "diff", before, after}, &stdout, &stderr); code != exitDone {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
	if text := stdout.String() + stderr.String(); strings.ContainsAny(text, "\x1b\x07\u202e") {
		t.Errorf("control characters in %q", text)
	}
	if want := `~ "one"`; !strings.Contains(stdout.String(), want) {
		t.Errorf("%s lacks %s", &stdout, want)
	}
}

func TestDiffInColour(t *testing.T) {
	d := &differ{colour: true}
	if got, want := string(d.words("a <b>b</b> c", "a d c")), "a \x1b[31m[-b-]\x1b[0m\x1b[32m{+d+}\x1b[0m c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
