package inspect_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/examdeck/examdeck/export/apkg/diff"
	"github.com/examdeck/examdeck/export/apkg/inspect"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// hostileTypes are note types that are made to be looked at again and again, of a size.
var hostileTypes = map[string]func(n int) ankitest.Raw{
	"fields of one name": func(n int) ankitest.Raw {
		raw := ankitest.Raw{}
		for i := range n / 10 {
			raw.Types = append(raw.Types, ankitest.RawType{ID: int64(5 + 5000*i), Name: "T", Fields: strings.Split(strings.Repeat("a,", 900)+"a", ","), Templates: [][3]string{{"C", "{{a}}", ""}}})
		}
		return raw
	},
	"filters": func(n int) ankitest.Raw {
		var mark strings.Builder
		for i := range 1000 * n {
			fmt.Fprintf(&mark, "f%d:", i)
		}
		return ofType("T", "{{"+mark.String()+"A}}")
	},
	"a filter": func(n int) ankitest.Raw { return ofType("T", "{{type"+strings.Repeat(":nc", 4000*n)+":A}}") },
	"a long name": func(n int) ankitest.Raw {
		return ofType(strings.Repeat("n", 10_000*n), strings.Repeat("{{x}}{{y}}", 1000*n)+"{{"+strings.Repeat("z", 1000*n)+"}}")
	},
	"sections": func(n int) ankitest.Raw {
		raw := ofType("T", strings.Repeat("{{^A}}{{/A}}", 100*n))
		for i := range 100 * n {
			raw.Notes = append(raw.Notes, ankitest.RawNote{ID: int64(i + 1), GUID: fmt.Sprint(i), Type: 5, Fields: []string{strings.Repeat(" ", 300)}})
		}
		return raw
	},
}

// ofType is a package with one type of one field and one front.
func ofType(name, front string) ankitest.Raw {
	return ankitest.Raw{Types: []ankitest.RawType{{ID: 5, Name: name, Fields: []string{"A"}, Templates: [][3]string{{"C", front, ""}}}}}
}

// TestInspectHostile inspects packages that are made to take long, and compares them with themselves. What is asked
// for in memory grows with them and not faster; what takes a time that does would take many minutes.
func TestInspectHostile(t *testing.T) {
	for name, raw := range hostileTypes {
		t.Run(name, func(t *testing.T) {
			took := func(n int) uint64 {
				p, _ := lookAt(t, raw(n).Bytes(t, 2), time.Now())
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				inspect.Inspect(p, inspect.Options{File: "a.apkg"})
				diff.Compare(p, p, diff.Options{})
				runtime.ReadMemStats(&after)
				return after.TotalAlloc - before.TotalAlloc
			}
			if small, large := took(15), took(60); large > 6*small+1<<20 {
				t.Errorf("%d kB were asked for, and %d kB for four times as much", small>>10, large>>10)
			}
		})
	}
}
