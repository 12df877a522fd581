// Package ankimedia knows which media Anki finds in fields, templates and styles, and what it makes of their names.
package ankimedia

import (
	"cmp"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tagMark finds the tags that show media, and soundMark what is played (rslib/src/text.rs). srcset, links, and style
// attributes count for nothing.
var (
	tagMark = regexp.MustCompile(`(?is)<(?:img|audio|video|object|source)\b[^>]+?\b(?:src|data)=` +
		`(?:"([^"]+)"[^>]*>|'([^']+)'[^>]*>|([^ >]+)(?: [^>]*)?>)`)
	soundMark = regexp.MustCompile(`(?s)\[sound:(.*?)\]`)
)

// Names returns the names that a field shows or plays, in order, as Anki finds them; addresses on the web are among
// them.
func Names(field string) []string {
	var names []string
	if hasSource(field) {
		for _, m := range tagMark.FindAllStringSubmatch(field, -1) {
			if m[3] != `""` && m[3] != "''" {
				names = append(names, html.UnescapeString(m[1]+m[2]+m[3]))
			}
		}
	}
	if strings.Contains(field, "[sound:") {
		for _, m := range soundMark.FindAllStringSubmatch(field, -1) {
			if m[1] != "" {
				names = append(names, html.UnescapeString(m[1]))
			}
		}
	}
	return names
}

// hasSource reports whether a field has an attribute src or data, which is found out faster than a tag with it.
func hasSource(field string) bool {
	for rest := field; ; {
		i := strings.IndexByte(rest, '=')
		if i < 0 {
			return false
		}
		if i >= 3 && strings.EqualFold(rest[i-3:i], "src") || i >= 4 && strings.EqualFold(rest[i-4:i], "data") {
			return true
		}
		rest = rest[i+1:]
	}
}

// Remote tells an address on the web, which shows only online, or a data address, which needs no file, from the name
// of a file.
func Remote(name string) bool {
	scheme, _, found := strings.Cut(name, ":")
	return found && slices.Contains([]string{"http", "https", "data"}, strings.ToLower(scheme))
}

// Static tells names that Anki keeps whether or not a note shows them: those that begin with "_", for templates and
// styles, and the pictures that it makes of LaTeX. Its import never overwrites one
// (rslib/src/import_export/package/media.rs).
func Static(name string) bool {
	return strings.HasPrefix(name, "_") || strings.HasPrefix(name, "latex-")
}

// quoted find any name for a template that stands in quotes, shown what a template or style surely shows. They are
// kept apart, since one expression for all would look through the rest of the text again for each mark of one kind
// that is never closed.
var (
	quoted = []*regexp.Regexp{
		regexp.MustCompile(`["'](_[^"'<>]+)["']`), regexp.MustCompile(`\[sound:(_[^\]]+)\]`), regexp.MustCompile(`(?:src|data)=(_[^\s"'>]+)`),
		regexp.MustCompile(`url\(\s*(_[^"')]+)\)`),
	}
	shown = []*regexp.Regexp{
		regexp.MustCompile(`(?i)<(?:img|audio|video|object|source)\b[^>]*\b(?:src|data)=["']?([^"'()<>{}\s;]+)`),
		regexp.MustCompile(`(?i)(?:@import\s+|url\(\s*)["']?([^"'()<>{}\s;]+)`),
	}
)

// findNames returns what the expressions find, in the order of the text.
func findNames(text string, marks []*regexp.Regexp) []string {
	type found struct {
		at   int
		name string
	}
	var all []found
	for _, mark := range marks {
		for _, m := range mark.FindAllStringSubmatchIndex(text, -1) {
			all = append(all, found{m[2], html.UnescapeString(text[m[2]:m[3]])})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = f.name
	}
	return names
}

// StaticNames returns the names beginning with "_" that a template or a style may show: every such text in quotes
// counts for Anki.
func StaticNames(text string) []string {
	var names []string
	if !strings.Contains(text, "_") {
		return nil
	}
	for _, name := range findNames(text, quoted) {
		names = append(names, strings.TrimSpace(name))
	}
	return names
}

// Shown returns the names that a template or style surely shows, whatever they begin with, but no addresses on the web.
func Shown(text string) []string {
	var names []string
	for _, name := range findNames(text, shown) {
		if !Remote(name) && !strings.ContainsAny(name, "/\\#") {
			names = append(names, name)
		}
	}
	return names
}

// MaxName is how many bytes Anki leaves of a name.
const MaxName = 120

// Normal returns the name that Anki makes of one (rslib/src/media/files.rs): in NFC, without the characters that some
// systems forbid, at most [MaxName] bytes long. A package of the latest container whose names are not normal is
// refused; in the others, and in fields, they are changed without a word.
func Normal(name string) string {
	if isNormal(name) {
		return name
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return ' '
		case strings.ContainsRune(`[]<>:"/?*^\|`, r), r < ' ', r == 0x7f, !assigned(r):
			return -1
		}
		return r
	}, norm.NFC.String(name))
	stem, rest, dotted := strings.Cut(name, ".")
	if device(stem) {
		name = stem + "_"
		if dotted {
			name += "." + rest
		}
	}
	if strings.HasSuffix(name, " ") || strings.HasSuffix(name, ".") {
		name += "_"
	}
	return shorten(name)
}

// isNormal tells most names quickly.
func isNormal(name string) bool {
	for i := range len(name) {
		c := name[i]
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c >= 'A' && c <= 'Z' || c == '.' && i > 4 && i < len(name)-1 {
			continue
		}
		return false
	}
	return len(name) <= MaxName && len(name) > 4
}

func assigned(r rune) bool {
	return r != utf8.RuneError && unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co)
}

// device tells the names that Windows keeps for devices.
func device(stem string) bool {
	stem = strings.ToUpper(stem)
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "COM" || stem[:3] == "LPT") && stem[3] >= '1' && stem[3] <= '9'
}

// shorten cuts the stem of a name that is too long, and then its ending.
func shorten(name string) string {
	if len(name) <= MaxName {
		return name
	}
	const longest = 10 // bytes of the ending, the dot not counted
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	ext = cut(strings.TrimPrefix(ext, "."), longest)
	stem = cut(stem, MaxName-2-len(ext))
	if ext == "" {
		return stem
	}
	return stem + "." + ext
}

// cut returns the first bytes of a text, no character halved.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}
