package ankitemplate

import (
	"regexp"
	"strings"
)

// tagForms are what Anki takes for HTML that shows nothing itself (HTML in rslib/src/text.rs), the first that fits.
// It finds them with
//
//	(?si)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>
//
// which looks through the rest of the text again for each "<" whose end is missing.
var tagForms = []struct {
	start, end *regexp.Regexp
	// inTag tells that the end is looked for behind the ">" of the start.
	inTag bool
}{
	{regexp.MustCompile(`^<!--`), regexp.MustCompile(`-->`), false},
	{regexp.MustCompile(`(?i)^<style`), regexp.MustCompile(`(?i)</style>`), true},
	{regexp.MustCompile(`(?i)^<script`), regexp.MustCompile(`(?i)</script>`), true},
	{regexp.MustCompile(`^<`), regexp.MustCompile(`>`), false},
}

// withoutTags takes the tags out of a text.
func withoutTags(text string) string {
	var b strings.Builder
	missing := make([]bool, len(tagForms)) // ends that do not come any more
	kept := 0
	for at := 0; at < len(text); {
		next := strings.IndexByte(text[at:], '<')
		if next < 0 {
			break
		}
		at += next
		length := tagLength(text[at:], missing)
		if length == 0 {
			at++
			continue
		}
		b.WriteString(text[kept:at])
		at += length
		kept = at
	}
	b.WriteString(text[kept:])
	return b.String()
}

// tagLength is the length of the tag at the beginning of a text, 0 where there is none; it notes the forms whose end
// is missing.
func tagLength(text string, missing []bool) int {
	for i, form := range tagForms {
		if missing[i] {
			continue
		}
		start := form.start.FindStringIndex(text)
		if start == nil {
			continue
		}
		from := start[1]
		if form.inTag {
			bracket := strings.IndexByte(text[from:], '>')
			if bracket < 0 {
				missing[i] = true
				continue
			}
			from += bracket + 1
		}
		end := form.end.FindStringIndex(text[from:])
		if end == nil {
			missing[i] = true
			continue
		}
		return from + end[1]
	}
	return 0
}
