package inspect_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/apkg/inspect"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// now is the time of the tests; nothing in them is younger, but what is meant to be.
var now = time.Unix(1_760_000_000, 0)

// good is a package with nothing wrong.
func good() ankitest.Raw {
	return ankitest.Raw{
		Types: []ankitest.RawType{
			{ID: 1700000000000, Name: "Plain", Mod: 1700000000, CSS: ".card {}", Fields: []string{"Front", "Back", "Extra"},
				Templates: [][3]string{{"Card 1", "{{Front}}", "{{FrontSide}}<hr>{{Back}}"}, {"Card 2", "{{#Extra}}{{Back}}{{/Extra}}", "{{Front}}"}}},
			{ID: 1700000000100, Name: "Gaps", Cloze: true, Mod: 1700000000, Fields: []string{"Text", "More"},
				Templates: [][3]string{{"Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{More}}"}}},
		},
		Decks: map[int64]string{1: "Default", 1700000000900: "Course", 1700000000901: "Course::One"},
		Notes: []ankitest.RawNote{
			{ID: 1700000001000, GUID: "guid-a", Type: 1700000000000, Mod: 1700000000, Tags: " net exam::2022 ", Fields: []string{"What?", `<img src="a.png">`, ""}},
			{ID: 1700000001001, GUID: "guid-b", Type: 1700000000000, Mod: 1700000000, Tags: " net ", Fields: []string{"Who?", "[sound:b.mp3]", "both ways"}},
			{ID: 1700000001002, GUID: "guid-c", Type: 1700000000100, Mod: 1700000000, Fields: []string{"{{c1::one}} and {{c3::two}}", "more"}},
		},
		Cards: []ankitest.RawCard{
			{ID: 1700000002000, Note: 1700000001000, Deck: 1700000000901, Due: 1},
			{ID: 1700000002001, Note: 1700000001001, Deck: 1700000000901, Due: 2, Type: 2, Queue: 2, Interval: 10, Reps: 3},
			{ID: 1700000002002, Note: 1700000001001, Deck: 1700000000901, Ord: 1, Due: 2, Queue: -1, Flags: 2},
			{ID: 1700000002003, Note: 1700000001002, Deck: 1700000000900, Due: 3},
			{ID: 1700000002004, Note: 1700000001002, Deck: 1700000000900, Ord: 2, Due: 3, Type: 1, Queue: 1},
		},
		Media: []ankitest.RawMedia{{Name: "a.png", Content: "picture"}, {Name: "b.mp3", Content: "sound"}},
	}
}

// look reads a package and inspects it now.
func look(t testing.TB, data []byte) (*apkg.Package, *inspect.Report) {
	t.Helper()
	return lookAt(t, data, now)
}

// lookAt does so at another time.
func lookAt(t testing.TB, data []byte, now time.Time) (*apkg.Package, *inspect.Report) {
	t.Helper()
	p, err := apkg.Read(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return p, inspect.Inspect(p, inspect.Options{File: "raw.apkg", Time: now})
}

// lines prints problems.
func lines(r *inspect.Report) string {
	var b strings.Builder
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "%s %s [%s] %s\n", p.Severity, p.Code, p.Note, p.Message)
	}
	return b.String()
}

// TestGood looks at a package with nothing wrong, in every container.
func TestGood(t *testing.T) {
	for container := 1; container <= 3; container++ {
		_, r := look(t, good().Bytes(t, container))
		if got := lines(r); got != "" || len(r.Counts) > 0 {
			t.Errorf("container %d: %s", container, got)
		}
		if int(r.Container) != container || r.Schema != 11 || r.Notes != 3 || r.Memory != nil {
			t.Errorf("container %d: %+v", container, r)
		}
		if want := (inspect.Cards{All: 5, New: 3, Learning: 1, Review: 1, Suspended: 1, Flagged: 1}); r.Cards != want {
			t.Errorf("cards %+v", r.Cards)
		}
		if got, want := fmt.Sprint(r.Decks), "[{1700000000900 Course 1 2} {1700000000901 Course::One 2 3} {1 Default 0 0}]"; got != want {
			t.Errorf("decks %s", got)
		}
		if got, want := fmt.Sprint(r.Tags), "[{exam::2022 1} {net 2}]"; got != want {
			t.Errorf("tags %s", got)
		}
		if got, want := fmt.Sprint(r.Types), "[{1700000000100 Gaps true false [Text More] [Cloze] 1 2} "+
			"{1700000000000 Plain false false [Front Back Extra] [Card 1 Card 2] 2 3}]"; got != want {
			t.Errorf("types %s", got)
		}
		if m := r.Media; m.Files != 2 || m.Bytes != 12 || m.Pictures != 1 || m.Played != 1 || m.Other != 0 || m.Largest.Name != "a.png" {
			t.Errorf("media %+v", m)
		}
	}
}

// faults change a good package, and say which problems that makes. anki tells that the real Anki is of the same mind;
// where it is "refused", Anki imports nothing.
var faults = []struct {
	name   string
	change func(r *ankitest.Raw)
	want   string
	anki   string
}{
	{"missing media", func(r *ankitest.Raw) {
		r.Media = r.Media[1:]
		r.Notes[1].Fields[2] = `<img src='a.png'><img src="c &amp; d.png">`
	}, `warning absent-media [guid-a] it shows "a.png", which the package lacks (1 more note does)
warning absent-media [guid-b] it shows "c & d.png", which the package lacks
`, "missing a.png, c & d.png"},
	{"unused media", func(r *ankitest.Raw) {
		r.Media = append(r.Media, ankitest.RawMedia{Name: "_static.js", Content: "x"}, ankitest.RawMedia{Name: "z.png", Content: "z"})
	}, `warning unused-media [] no note shows "z.png"
`, ""},
	{"media without bytes", func(r *ankitest.Raw) { r.Media[0].Lost = true },
		`error lost-media [guid-a] it shows "a.png", whose bytes the package lacks: Anki refuses the package
`, "refused"},
	{"unused media without bytes", func(r *ankitest.Raw) {
		r.Media = append(r.Media, ankitest.RawMedia{Name: "z.png", Lost: true})
	}, `warning unused-media [] no note shows "z.png"
`, ""},
	{"media names", func(r *ankitest.Raw) {
		r.Media[0].Name = "a:b.png"
		r.Notes[0].Fields[1] = `<img src="a:b.png"><img src="A.JPG"><img src="a.jpg">`
		r.Media = append(r.Media, ankitest.RawMedia{Name: "A.JPG", Content: "1"}, ankitest.RawMedia{Name: "a.jpg"})
	}, `warning media-clash [] the files "A.JPG" and "a.jpg" have one name
warning media-name [] Anki calls the file "a:b.png" "ab.png"
warning media-size [] "a.jpg" has 0 bytes
`, "refused latest"},
	{"media of templates", func(r *ankitest.Raw) {
		r.Types[0].Templates[0][1] = `<img src="_logo.png"><img src="logo.png"><script src="_lib.js"></script>{{Front}}`
		r.Types[0].CSS = `@font-face { src: url("_font.woff2") }`
		r.Media = append(r.Media, ankitest.RawMedia{Name: "logo.png", Content: "1"}, ankitest.RawMedia{Name: "_lib.js", Content: "1"})
	}, `warning absent-media [] note type "Plain" shows "_font.woff2", which the package lacks
warning absent-media [] note type "Plain" shows "_logo.png", which the package lacks
warning template-media [] note type "Plain" shows "logo.png", which no note does: no import brings it
warning unused-media [] no note shows "logo.png"
`, ""},
	{"media on the web", func(r *ankitest.Raw) {
		r.Notes[2].Fields[1] = `<img src="https://example.org/x.png">`
	}, `warning web-media [guid-c] it shows "https://example.org/x.png", which lies on the web
`, ""},
	{"blank fronts", func(r *ankitest.Raw) {
		r.Notes[1].Fields[2] = "<br>"
		r.Notes[2].Fields[0] = "{{c1::one}} {{c3::never closed"
	}, `warning blank-front [guid-b] card 2 is blank in front
warning blank-front [guid-c] card 3 is blank in front
`, "empty guid-b/1, guid-c/2"},
	{"nothing in front", func(r *ankitest.Raw) { r.Notes[0].Fields[0] = "" },
		`warning blank-front [guid-a] card 1 is blank in front
warning empty-first-field [guid-a] the first field is empty
`, "empty guid-a/0"},
	{"missing cards", func(r *ankitest.Raw) {
		r.Notes[2].Fields[0] += "{{c4::x}} {{c5::y}}"
		r.Cards = r.Cards[1:]
	}, `warning missing-card [guid-a] it has no card; Check Database will add card 1
warning missing-card [guid-c] cards 4 and 5 are missing, and Check Database will add them
`, "added 3"},
	{"no card at all", func(r *ankitest.Raw) {
		r.Notes[0].Fields[0] = ""
		r.Notes[2].Fields[0] = "nothing"
		r.Cards = r.Cards[1:3]
	}, `warning empty-first-field [guid-a] the first field is empty
warning missing-card [guid-a] it has no card; Check Database will add card 1, which is blank in front
warning missing-card [guid-c] it has no card; Check Database will add card 1, which is blank in front
`, "added 2"},
	{"a cloze elsewhere", func(r *ankitest.Raw) {
		r.Notes[2].Fields[1] = "{{c3::x}} {{c4::y}}"
		r.Cards[4].Ord = 3
		r.Notes[2].Fields[0] = "{{c1::x}}"
	},
		`warning hidden-cloze [guid-c] cloze 3 stands in field "More", which the front does not show as a cloze: its card hides nothing
warning hidden-cloze [guid-c] cloze 4 stands in field "More", which the front does not show as a cloze: its card hides nothing
warning missing-card [guid-c] card 3 is missing, and Check Database will add it
`, "empty guid-c/3; added 1"},
	{"broken templates", func(r *ankitest.Raw) {
		r.Types[0].Templates[0][1] = "{{#Front}}{{Front}}"
		r.Types[0].Templates[1][2] = "{{Nothing}} {{myfilter:Front}} {{Front"
	}, `warning template [] note type "Plain", back of "Card 2": "{{Front" is never closed
warning template [] note type "Plain", back of "Card 2": "{{Nothing}}" names no field of the type
warning template [] note type "Plain", front of "Card 1": "{{#Front}}" is never closed
warning unknown-filter [] note type "Plain", back of "Card 2": "{{myfilter:Front}}" has the filter "myfilter", which Anki does not know
`, "empty guid-a/0, guid-b/0"},
	{"an unknown field", func(r *ankitest.Raw) { r.Types[0].Templates[1][1] = "{{#Nothing}}{{Back}}{{/Nothing}}" },
		`warning template [] note type "Plain", front of "Card 2": "{{#Nothing}}" names no field of the type
warning blank-front [guid-b] card 2 is blank in front
`, "empty guid-b/1"},
	{"no cloze in front", func(r *ankitest.Raw) { r.Types[1].Templates[0][1] = "{{Text}}" },
		`warning template [] note type "Gaps": its front shows no field as a cloze, such as {{cloze:Text}}
`, ""},
	{"a guid twice", func(r *ankitest.Raw) { r.Notes[1].GUID = "guid-a" },
		`warning double-guid [guid-a] note 1700000001001 has the guid of note 1700000001000
`, ""},
	{"the future", func(r *ankitest.Raw) {
		r.Notes[1].ID, r.Cards[1].Note, r.Cards[2].Note = 9_700_000_001_001, 9_700_000_001_001, 9_700_000_001_001
		r.Cards[1].ID = 9_700_000_002_001
		r.Notes[2].Mod = 1_700_000_000_000
		r.Types[0].Mod = 1_800_000_000
	}, `warning future-time [] note type "Plain" was changed in the future, on 2027-01-15
warning future-time [guid-c] it was changed at 1700000000000, which is no time in seconds, but perhaps one in milliseconds
warning future-id [guid-b] the id 9700000001001 lies in the future
warning future-id [guid-b] the id 9700000002001 of card 1 lies in the future
`, ""},
	{"tags", func(r *ankitest.Raw) { r.Notes[0].Tags = " Net a::::b a\u0308 x\x01y "; r.Notes[1].Tags = " net " },
		`warning tag [guid-a] Anki calls the tag "a::::b" "a::blank::b"
warning tag [guid-a] Anki calls the tag "ä" "ä"
warning tag [guid-a] Anki calls the tag "x\x01y" "xy"
warning tag [guid-b] the tags "Net" and "net" are one in Anki
`, "tags Net, a::blank::b, xy, ä"},
	{"decks", func(r *ankitest.Raw) {
		r.Decks[1700000000902], r.Decks[1700000000903] = "course::one", "Course:: x ::::y"
		r.Cards[0].Deck, r.Cards[1].Deck, r.Cards[2].Deck, r.Cards[3].Deck = 1, 77, 1700000000902, 1700000000903
	}, `warning deck-name [] Anki calls the deck "Course:: x ::::y" "Course::x::blank::y"
warning deck-name [] the decks "Course::One" and "course::one" have one name, so that Anki adds "_" to one of them
warning default-deck [] 1 of the cards lie in the deck "Default", which no import brings: they come into the learner's own
warning no-deck [guid-b] card 1 lies in deck 77, which the package lacks; Check Database puts it into "recovered77"
`, "decks Course, Course::one, Course::x::blank::y, Default, [no deck]"},
	{"cards that lost something", func(r *ankitest.Raw) {
		r.Cards[0].Note, r.Cards[2].Ord = 5, 7
		r.Cards[3].Due = 2_000_000
		r.Cards = append(r.Cards, ankitest.RawCard{ID: 1700000002009, Note: 1700000001002, Deck: 1700000000900, Ord: 2, Due: 3})
	}, `warning lost-card [] card 1700000002000 belongs to note 5, which the package lacks; no import brings it
warning missing-card [guid-a] it has no card; Check Database will add card 1
warning missing-card [guid-b] card 2 is missing, and Check Database will add it
warning stray-card [guid-b] card 8 has no template, and Check Database deletes it
warning card-position [guid-c] card 1 is new and has the position 2000000; Check Database lowers it
warning double-card [guid-c] it has card 3 twice, and Check Database deletes one of them
`, "check"},
	{"card values", func(r *ankitest.Raw) { r.Cards[0].Ord, r.Cards[1].Interval = 70000, -3 },
		`error card-values [guid-a] card 70001 has the ord 70000: Anki refuses the package
warning missing-card [guid-a] it has no card; Check Database will add card 1
warning stray-card [guid-a] card 70001 has no template, and Check Database deletes it
error card-values [guid-b] card 1 has the interval -3: Anki refuses the package
`, "refused"},
	{"a card beyond all clozes", func(r *ankitest.Raw) { r.Cards[3].Ord = 600 },
		`warning blank-front [guid-c] card 601 is blank in front
warning missing-card [guid-c] card 1 is missing, and Check Database will add it
`, "empty guid-c/600; added 1"},
	{"a bare type", func(r *ankitest.Raw) { r.Types = append(r.Types, ankitest.RawType{ID: 1700000000200, Name: "Bare"}) },
		`warning bare-type [] note type "Bare" has 0 fields and 0 templates; it has no notes either, and no import brings it
`, ""},
	{"a type without templates", func(r *ankitest.Raw) { r.Types[0].Templates, r.Cards = nil, r.Cards[3:] },
		`error bare-type [] note type "Plain" has 3 fields and 0 templates: Anki refuses the package
warning missing-card [guid-a] it has no card; Check Database will add card 1, which is blank in front
warning missing-card [guid-b] it has no card; Check Database will add card 1, which is blank in front
`, "refused"},
	{"names of fields", func(r *ankitest.Raw) {
		r.Types[0].Fields[2] = "#Fr:o{n}t\""
		r.Types[0].Templates[1][1] = "{{#Back}}{{#Front}}{{Back}}{{/Front}}{{/Back}}"
		r.Cards = append(r.Cards, ankitest.RawCard{ID: 1700000002009, Note: 1700000001000, Deck: 1700000000900, Ord: 1, Due: 3})
	}, `warning field-name [] note type "Plain": Anki calls the field "#Fr:o{n}t\"" "Front+", but not in the templates
`, ""},
	{"deep decks", func(r *ankitest.Raw) { r.Decks[1700000000901] = strings.Repeat("a::", 11) + "b" },
		`error deck-depth [] the deck "a::a::a::a::a::a::a::a::a::a::a::b" lies more than 11 levels deep, and the package lacks the deck above it: Anki refuses the package
`, "refused"},
	{"not too deep", func(r *ankitest.Raw) { r.Decks[1700000000901] = strings.Repeat("a::", 10) + "b" }, "", ""},
	{"bytes", func(r *ankitest.Raw) { r.Notes[0].Fields[0] = "a\x01b"; r.Notes[1].Fields[0] = "c\xffd" },
		`warning control-characters [guid-a] field "Front" holds control characters, which Anki drops
error not-text [guid-b] field "Front" holds bytes that are no UTF-8: Anki refuses the package
`, "refused"},
	{"scripts", func(r *ankitest.Raw) {
		r.Notes[0].Fields[0] = `<b>x</b><script>alert(1)</script>`
		r.Notes[1].Fields[0] = `on<img src="a.png" onerror = 'x()'>`
		r.Notes[2].Fields[1] = "<a href=\" java\nscript:x()\">"
	}, `warning active-content [guid-a] field "Front" holds active content: "<script"
warning active-content [guid-b] field "Front" holds active content: "<img src=\"a.png\" onerror = 'x()'"
warning active-content [guid-c] field "More" holds active content: "<a href=\" java\nscript:x()\""
`, ""},
	{"hidden scripts", func(r *ankitest.Raw) {
		r.Notes[0].Fields[0] = `<a href="java&#10;script:x()">a</a>`
		r.Notes[0].Fields[1] = `<svg><style><img src=a.png onerror=x()></style></svg>`
		r.Notes[1].Fields[0] = `<a href="&#x6a;avascript:x()">a</a>`
		r.Notes[1].Fields[1] = `<img src="a.png" onerror=x()//`
		r.Notes[2].Fields[1] = `b.mp3 [sound:b.mp3]<a href="` + "&#1;" + `javascript:x()">a</a>`
	}, `warning active-content [guid-a] field "Back" holds active content: "<img src=a.png onerror=x()"
warning active-content [guid-a] field "Front" holds active content: "<a href=\"java&#10;script:x()\""
warning active-content [guid-b] field "Back" holds active content: "<img src=\"a.png\" onerror=x()//"
warning active-content [guid-b] field "Front" holds active content: "<a href=\"&#x6a;avascript:x()\""
warning active-content [guid-c] field "More" holds active content: "<a href=\"&#1;javascript:x()\""
`, ""},
	{"no scripts", func(r *ankitest.Raw) {
		r.Notes[0].Fields[0] = `<img src="a.png" alt="x onerror=x()"><p data-callout="&lt;img src=x onerror=x()&gt;" title="javascript:x">&lt;script&gt; on=1</p>`
		r.Notes[1].Fields[0] = `<code>\(\style{a}{b}\)</code> \(\href{https://example.org}{x}\) \\(\bbox[yellow]{x}\\) $\style{a}{b}$ <a href="https://example.org">onclick=</a>`
	}, "", ""},
	{"formulas", func(r *ankitest.Raw) {
		r.Notes[0].Fields[0] = `a \(\h<!-- -->ref{javascript:x()}{x}\)`
		r.Notes[1].Fields[0] = `<p>\[x<br>&#92;style{position:fixed}{x}\]</p>`
		r.Notes[2].Fields[1] = `\(` + strings.Repeat(`\xrightarrow{`, 25) + "x" + strings.Repeat("}", 25) + `\)`
	}, `warning active-content [guid-a] field "Front" has a formula in which "\\href{javascript:x()}{x}" leads neither to the web nor to a mailbox
warning active-content [guid-b] field "Front" has a formula in which "\\style{position:fixed}{x}" sets styles, which can fetch something or cover the card
warning math-limit [guid-c] field "More" has a formula in which "\\xrightarrow{\\xrightarrow{\\xrightarrow{\\…" stands in too many others of its kind, with each of which MathJax takes twice as long
`, ""},
	{"web in styles", func(r *ankitest.Raw) {
		r.Notes[0].Fields[0] = `<style>@import url("https://a.example/x.css"); b {background: url(//b.example/x.png)}</style>x`
		r.Notes[1].Fields[0] = `<p style="background:url('https://c.example/x.png')">x</p><table background="https://d.example/x.png"><tr><td>x</table>`
		r.Notes[2].Fields[1] = `<img src="a.png" srcset="https://e.example/x.png 2x, a.png 1x"><a href="https://f.example">x</a>`
	}, `warning web-media [guid-a] it shows "//b.example/x.png", which lies on the web
warning web-media [guid-a] it shows "https://a.example/x.css", which lies on the web
warning web-media [guid-b] it shows "https://c.example/x.png", which lies on the web
warning web-media [guid-b] it shows "https://d.example/x.png", which lies on the web
warning web-media [guid-c] it shows "https://e.example/x.png", which lies on the web
`, ""},
}

func TestFaults(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			raw := good()
			f.change(&raw)
			_, r := look(t, raw.Bytes(t, 1))
			if got := lines(r); got != f.want {
				t.Errorf("got\n%swant\n%s", got, f.want)
			}
		})
	}
}

// TestAnkiAgrees asks the real Anki about the same packages.
func TestAnkiAgrees(t *testing.T) {
	for i, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			raw := good()
			f.change(&raw)
			container := 1 + i%3
			if f.anki == "refused latest" {
				container = 3
			}
			_, r := look(t, raw.Bytes(t, container))
			result := ankitest.Import(t, raw.Write(t, container))
			if refused := result.Imports[0].Refused; (refused != "") != strings.HasPrefix(f.anki, "refused") {
				t.Fatalf("refused: %q, want %q", refused, f.anki)
			}
			if strings.HasPrefix(f.anki, "refused") {
				if !slices.ContainsFunc(r.Problems, func(p inspect.Problem) bool { return strings.Contains(p.Message, "refuses the package") }) {
					t.Errorf("nothing says so:\n%s", lines(r))
				}
				return
			}
			compare(t, f.anki, r, result)
		})
	}
}

func compare(t *testing.T, want string, r *inspect.Report, result *ankitest.Result) {
	t.Helper()
	agree(t, r, result)
	var said []string
	say := func(word string, values []string) {
		if len(values) > 0 {
			slices.Sort(values)
			said = append(said, word+" "+strings.Join(values, ", "))
		}
	}
	say("missing", result.MissingMedia)
	if len(result.EmptyCards) > 0 {
		say("empty", slices.Clone(result.EmptyCards))
	}
	if strings.HasPrefix(want, "tags") {
		say("tags", slices.Clone(result.Note(t, "guid-a").Tags))
	}
	if strings.HasPrefix(want, "decks") {
		var decks []string
		for name := range result.Decks {
			decks = append(decks, strings.TrimSuffix(name, "_")) // which of two gets the line is chance
		}
		say("decks", decks)
	}
	if result.CardsAdded > 0 {
		say("added", []string{fmt.Sprint(result.CardsAdded)})
	}
	if want == "check" {
		t.Logf("added %d, %s", result.CardsAdded, result.IntegrityText)
		if result.IntegrityOK {
			t.Error("Check Database finds nothing")
		}
		return
	}
	if got := strings.Join(said, "; "); got != want {
		t.Errorf("Anki says %q, want %q; Check Database: %s", got, want, result.IntegrityText)
	}
}
