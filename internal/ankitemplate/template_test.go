package ankitemplate_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitemplate"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// cases are fronts of a type with the fields A and B, which are filled, E, which is empty, and N, which holds
// "&nbsp;". shows is whether a note gets the card; fault what is wrong, in the words of Parse or as the unknown mark.
var cases = []struct {
	front string
	shows bool
	fault string
}{
	{"{{A}}", true, ""},
	{"{{ \n A\t}}", true, ""},
	{"{{ foo:bar:A }}", true, ""},
	{"{{:A}}", true, ""},
	{"{{foo:}}", false, ""},
	{"{{}}", false, "{{}}"},
	{"{{{A}}}", true, ""},
	{"{{{{A}}}}", true, ""},
	{"{{ {A}}", false, "{{{A}}"},
	{"{{text: A}}", false, "{{text: A}}"},
	{"{{text :A}}", true, ""},
	{"{{A}", false, ""},
	{"x {{A", false, ""},
	{"a }} b {{A}}", true, ""},
	{"<!-- {{A}} -->", false, ""},
	{"<!-- {{A}}", true, ""},
	{"<!-->{{A}}-->", false, ""},
	{"<!--{{A}}--><!--{{#A}}-->{{A}}", true, ""},
	{"{{#A}}<!--{{/A}}-->{{A}}{{/A}}", true, ""},
	{"{{A<!-- }} -->", false, "{{A<!--}}"},
	{" {{=<% %>=}}<%A%>{{Foo}}", true, ""},
	{"{{=<% %>=}}{{=<% %>=}}<%#A%><%A%><%/A%>", true, ""},
	{"{{=<% %>=}}{{A}}", false, ""},
	{"x{{=<% %>=}}<%A%>", false, "{{=<% %>=}}"},
	{"plain", false, ""},
	{"{{E}}", false, ""},
	{"{{N}}", true, ""},
	{"{{hint:E}}", false, ""},
	{"{{type:A}}", true, ""},
	{"{{type:nc:A}}", true, ""},
	{"{{tts en_US voices=x:A}}", true, ""},
	{"{{tts-voices:}}", false, ""},
	{"{{#A}}x{{/A}}", false, ""},
	{"{{#A}}{{B}}{{/A}}", true, ""},
	{"{{# A }}{{B}}{{/ A }}", true, ""},
	{"{{^E}}{{A}}{{/E}}", true, ""},
	{"{{^A}}{{B}}{{/A}}", false, ""},
	{"{{#E}}x{{/E}}{{^E}}{{#A}}{{B}}{{/A}}{{/E}}", true, ""},
	{"{{#N}}{{A}}{{/N}}", true, ""},
	{"{{#A}}}{{/A}}{{A}}", true, ""},
	{"{{#c2}}x{{/c2}}{{A}}", true, ""},
	{"{{^c2}}{{A}}{{/c2}}", true, ""},
	{"{{#c1a}}x{{/c1a}}{{A}}", true, "{{#c1a}}"},
	{"{{#C1}}x{{/C1}}{{A}}", true, "{{#C1}}"},
	{"{{Deck}}", true, ""},
	{"{{Subdeck}}{{Type}}{{Card}}{{CardFlag}}{{CardID}}", true, ""},
	{"{{#Deck}}{{A}}{{/Deck}}", true, ""},
	{"{{^Card}}{{A}}{{/Card}}", false, ""},
	{"{{Tags}}", false, ""},
	{"{{#Tags}}{{A}}{{/Tags}}", false, ""},
	{"{{^Tags}}{{A}}{{/Tags}}", true, ""},
	{"{{FrontSide}}", false, ""},
	{"{{^FrontSide}}{{A}}{{/FrontSide}}", true, "{{^FrontSide}}"},
	{"{{Foo}}{{A}}", true, "{{Foo}}"},
	{"{{a}}", false, "{{a}}"},
	{"{{type:Foo}}", false, "{{type:Foo}}"},
	{"{{^Foo}}{{A}}{{/Foo}}", true, "{{^Foo}}"},
	{"{{#type:A}}x{{/type:A}}", false, "{{#type:A}}"},
	{"{{!A}}", false, "{{!A}}"},
	{"{{#}}", false, "{{#}}"},
	{"{{é}}", false, "{{é}}"},
	{"{{#A}}{{B}}", false, `"{{#A}}" is never closed`},
	{"x{{^A}}{{#B}}{{A}}{{/B}}", false, `"{{^A}}" is never closed`},
	{"{{A}}{{/A}}", false, `"{{/A}}" closes what was not opened`},
	{"{{#A}}{{#B}}{{A}}{{/A}}{{/B}}", false, `"{{/A}}" stands where "{{#B}}" should be closed`},
	{"{{#{A}}x{{/A}}{{A}}", false, `"{{/A}}" stands where "{{#{A}}" should be closed`},
}

// contents are the fields of the cases.
var contents = map[string]string{"A": "a", "B": "b", "E": "<div><br /></div>\n", "N": "&nbsp;"}

func TestFronts(t *testing.T) {
	for _, c := range cases {
		parsed, err := ankitemplate.Parse(c.front)
		var fault string
		if err != nil {
			fault = err.Error()
		} else {
			fault = strings.Join(parsed.Unknown(func(name string) bool { _, ok := contents[name]; return ok }), " ")
		}
		if fault != c.fault {
			t.Errorf("%s: fault %s, want %s", c.front, fault, c.fault)
		}
		if shows := parsed.Shows(func(name string) bool { return !ankitemplate.Empty(contents[name]) }); shows != c.shows {
			t.Errorf("%s: shows is %v", c.front, shows)
		}
	}
}

// TestAnkiAgrees asks the real Anki about the same fronts.
func TestAnkiAgrees(t *testing.T) {
	var fronts []string
	for _, c := range cases {
		fronts = append(fronts, c.front)
	}
	in, err := json.Marshal(map[string]any{"fronts": fronts, "fields": contents})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "answers.json")
	ankitest.New(t).Change(fmt.Sprintf(`
import json
given, answers = json.loads(%q), []
for i, front in enumerate(given["fronts"]):
    kind = col.models.new(f"Kind {i}")
    for name in given["fields"]:
        col.models.add_field(kind, col.models.new_field(name))
    template = col.models.new_template("Card 1")
    template["qfmt"] = "{{A}}"
    col.models.add_template(kind, template)
    col.models.add(kind)
    kind = col.models.by_name(f"Kind {i}")
    kind["tmpls"][0]["qfmt"] = front
    col.models.update_dict(kind, skip_checks=True)
    note = col.new_note(col.models.by_name(f"Kind {i}"))
    for name, text in given["fields"].items():
        note[name] = text
    col.add_note(note, 1)
    blank = {cid for n in col.get_empty_cards().notes for cid in n.card_ids}
    card = note.cards()[0]
    answers.append({"shows": card.id not in blank, "fault": "Front template has a problem" in card.question()})
json.dump(answers, open(%q, "w"))
`, in, file))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var answers []struct{ Shows, Fault bool }
	if err := json.Unmarshal(data, &answers); err != nil || len(answers) != len(cases) {
		t.Fatalf("%v: %s", err, data)
	}
	for i, c := range cases {
		if answers[i].Shows != c.shows || answers[i].Fault != (c.fault != "") {
			t.Errorf("%s: Anki says %+v", c.front, answers[i])
		}
	}
}

func TestEmpty(t *testing.T) {
	for field, want := range map[string]bool{"": true, " \n\t": true, "<br>": true, "<BR/>": true, "<br />": true, "</div><DIV>": true, "</div />": true,
		"&nbsp;": false, "<p></p>": false, "<div class=x>": false, "<br": false, "<": false, "<br  />": false, "< br>": false, "<!-- -->": false, "\u00a0": false} {
		if got := ankitemplate.Empty(field); got != want {
			t.Errorf("Empty(%q) = %v", field, got)
		}
	}
}

func TestFilters(t *testing.T) {
	parsed, err := ankitemplate.Parse("{{type:nc:A}}{{nc:tts en_US:myfilter:B}}")
	if err != nil {
		t.Fatal(err)
	}
	var unknown []string
	for n := range parsed.All() {
		unknown = append(unknown, fmt.Sprintf("%v%v", n, n.(ankitemplate.Field).UnknownFilters()))
	}
	if got, want := strings.Join(unknown, "; "), "{{type:nc:A}}[]; {{nc:tts en_US:myfilter:B}}[myfilter nc]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestParseHostile parses what is made to take long or to go deep.
func TestParseHostile(t *testing.T) {
	const many = 1 << 20
	for _, text := range []string{"{{", "<!--", "{{#A}}", "{{/A}}", "{{A}}", "{{a:", "}}", "{{#A}}{{/A}}"} {
		if parsed, err := ankitemplate.Parse(strings.Repeat(text, many)); err != nil && parsed != nil {
			t.Errorf("%s: %v and %d nodes", text, err, len(parsed))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range cases {
		f.Add(c.front)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := ankitemplate.Parse(text)
		if e, ok := err.(*ankitemplate.Error); err != nil && (!ok || e.Offset < 0 || e.Offset >= len(text) || e.Message == "" || parsed != nil) {
			t.Fatalf("error %#v with %d nodes", err, len(parsed))
		}
		marks := 0
		for n := range parsed.All() {
			if _, plain := n.(ankitemplate.Text); !plain {
				marks++
			}
		}
		if marks > len(text) {
			t.Errorf("%d marks in %d bytes", marks, len(text))
		}
		all := func(string) bool { return true }
		if none := parsed.Unknown(all); len(none) > 0 {
			t.Errorf("unknown: %q", none)
		}
		parsed.Shows(all)
		ankitemplate.Empty(text)
	})
}
