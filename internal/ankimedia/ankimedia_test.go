package ankimedia_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankimedia"
	"github.com/examdeck/examdeck/internal/ankitest"
)

var fields = map[string]string{
	`<img src="a.png">`: "a.png", `<img class=x src='b c.png' alt="">`: "b c.png", `<IMG SRC=d.png>`: "d.png", `<img src=e.png/>`: "e.png/",
	`<img src=f.png >`: "f.png", `<img alt="<" src="g.png">`: "g.png", `<img src="h&amp;i.png">`: "h&i.png", `<img src = "j.png">`: "",
	`<imgx src="k.png">`: "", `<video src="l.mp4"></video><source src="m.mp4">`: "l.mp4|m.mp4", `<object data="n.svg"></object>`: "n.svg",
	`<audio controls src="o.mp3"></audio>`: "o.mp3", `[sound:p.mp3] [sound:q &lt;r.mp3]`: "p.mp3|q <r.mp3", `<img srcset="s.png">`: "",
	`<a href="t.png">`: "", `<img data-src="u.png">`: "u.png", `<img src="">`: "", `<img src="v%20w.png">`: "v%20w.png",
	`<img src="first.png" data="second.png">`: "first.png", `<b style="background:url(x.png)">`: "", `<iframe src="y.png">`: "",
	"<img\nsrc=\"z.png\"\n>": "z.png", `[sound:]`: "", `<embed src="zz.png">`: "", `[sound:a]b].mp3]`: "a", `<img src="x.png`: "",
	`<img src="a>b.png">`: "a>b.png",
}

func TestNames(t *testing.T) {
	for field, want := range fields {
		if got := strings.Join(ankimedia.Names(field), "|"); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}

// TestAnkiMisses asks the real Anki which media the fields lack, and what it makes of odd names.
func TestAnkiMisses(t *testing.T) {
	in, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	var odd []string
	for name := range normals {
		if name != "" && !strings.Contains(name, "/") && !strings.Contains(name, "\x00") {
			odd = append(odd, name)
		}
	}
	names, err := json.Marshal(odd)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "answers.json")
	ankitest.New(t).Change(fmt.Sprintf(`
import json
missing = {}
for field in json.loads(%q):
    note = col.new_note(col.models.by_name("Basic"))
    note["Front"] = field
    col.add_note(note, 1)
    missing[field] = sorted(col.media.check().missing)
    col.remove_notes([note.id])
normal = {name: col.media.write_data(name, name.encode()) for name in json.loads(%q)}
json.dump({"missing": missing, "normal": normal}, open(%q, "w"))
`, in, names, file))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var answers struct {
		Missing map[string][]string
		Normal  map[string]string
	}
	if err := json.Unmarshal(data, &answers); err != nil || len(answers.Missing) != len(fields) || len(answers.Normal) != len(odd) {
		t.Fatalf("%v: %s", err, data)
	}
	for field, want := range fields {
		if got := strings.Join(answers.Missing[field], "|"); got != want {
			t.Errorf("%s: Anki misses %q, want %q", field, got, want)
		}
	}
	for _, name := range odd {
		// What is added by hand, though not what is imported, gets small letters.
		if got := answers.Normal[name]; got != strings.ToLower(normals[name]) {
			t.Errorf("%q: Anki makes %q of it, want %q", name, got, normals[name])
		}
	}
}

var normals = map[string]string{
	"a.png": "a.png", "Ab c.PNG": "Ab c.PNG", "a\u0308.png": "ä.png", "a[b]<c>:d\"e?f*g^h\\i|j.png": "abcdefghij.png", "a\u00a0b.png": "a b.png",
	"con.png": "con_.png", "Aux": "Aux_", "com1.tar.gz": "com1_.tar.gz", "com0.png": "com0.png", "console.png": "console.png", "a.": "a._", "b ": "b _",
	"a\tb\x7f.png": "ab.png", "\u0378x.png": "x.png", ".hidden": ".hidden", "100%.png": "100%.png", "a/b.png": "ab.png", "": "",
	"zero\u200bwidth.png": "zero\u200bwidth.png", "emoji😀.png": "emoji😀.png",
	strings.Repeat("x", 116) + ".png":          strings.Repeat("x", 116) + ".png",
	strings.Repeat("x", 130) + ".png":          strings.Repeat("x", 115) + ".png",
	strings.Repeat("ü", 70) + ".png":           strings.Repeat("ü", 57) + ".png",
	"x." + strings.Repeat("y", 130):            "x." + strings.Repeat("y", 10),
	strings.Repeat("x", 120) + ".longextensio": strings.Repeat("x", 108) + ".longextens",
	strings.Repeat("x", 130):                   strings.Repeat("x", 118),
	strings.Repeat("x", 121) + ".":             strings.Repeat("x", 117) + "._",
}

func TestNormal(t *testing.T) {
	for name, want := range normals {
		if got := ankimedia.Normal(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestTemplates(t *testing.T) {
	const text = `<img src="_logo.png"><img src=_b.png><script>load('_lib.js'); x = "_"</script>[sound:_c.mp3]<img src="plain.png">
@font-face { src: url(_font.woff2); } @import "_style.css"; body { background: url("https://x.org/a.png") } <img src="{{Picture}}">`
	if got, want := strings.Join(ankimedia.StaticNames(text), " "), "_logo.png _b.png _lib.js _c.mp3 _font.woff2 _style.css"; got != want {
		t.Errorf("static: %s, want %s", got, want)
	}
	if got, want := strings.Join(ankimedia.Shown(text), " "), "_logo.png _b.png plain.png _font.woff2 _style.css"; got != want {
		t.Errorf("shown: %s, want %s", got, want)
	}
}

func FuzzNames(f *testing.F) {
	for name := range normals {
		f.Add(name)
	}
	for field := range fields {
		f.Add(field)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n := ankimedia.Normal(text); len(n) > ankimedia.MaxName || strings.ContainsAny(n, "/\\\x00") {
			t.Errorf("%q becomes %q", text, n)
		}
		for _, name := range append(append(ankimedia.Names(text), ankimedia.StaticNames(text)...), ankimedia.Shown(text)...) {
			ankimedia.Remote(name)
		}
	})
}

// TestHostile looks for names in texts that are made to be looked through again and again: with work that grows by
// the square, it takes many minutes.
func TestHostile(t *testing.T) {
	for _, text := range []string{`<`, `<img `, `<img src=`, `<img src="`, `<img src="a>`, `<img src='>`, `<img src=a `, `<img url(a `, `[sound:`, `[sound:_"_a"`,
		`url(`, `url( `, `url(_`, `url(_src=_b `, `@import `, `src=_`, `"_`, `'_a`, `data=`} {
		hostile := "_" + strings.Repeat(text, 1<<18/len(text))
		ankimedia.Names(hostile)
		ankimedia.StaticNames(hostile)
		ankimedia.Shown(hostile)
	}
}
