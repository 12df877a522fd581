package main

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// text is one side of a card in the forms in which fingerprints are compared.
type text struct {
	// letters holds the letters and digits, in lower case.
	letters string
	// marked is the same with what the marks of clozes hold: "c1".
	marked string
	// signs holds all but blanks and markup.
	signs string
	// pictures are the letters and digits of the pictures' names, without their endings.
	pictures []string
	// words is the text as a person reads it.
	words string
}

// clozeMark is what Anki writes before the hidden words.
var clozeMark = regexp.MustCompile(`\{\{c\d+::`)

// newText reads HTML fragments one after another. names gives the file behind the name of a media.
func newText(names map[string]string, fragments ...string) text {
	var t text
	var b strings.Builder
	for _, f := range fragments {
		for z := html.NewTokenizer(strings.NewReader(f)); z.Next() != html.ErrorToken; {
			token := z.Token()
			switch token.Type {
			case html.TextToken:
				b.WriteString(token.Data)
			case html.StartTagToken, html.SelfClosingTagToken:
				for _, a := range token.Attr {
					if a.Key == "src" || a.Key == "href" || a.Key == "alt" || a.Key == "title" {
						t.pictures = append(t.pictures, pictureNames(names, a.Val)...)
					}
				}
			}
		}
		b.WriteByte('\n')
	}
	t.words = clozeMark.ReplaceAllString(b.String(), "")
	t.letters, t.signs = letters(t.words), signs(t.words)
	t.marked = letters(b.String())
	return t
}

// pictureNames are the spellings under which a fingerprint may know the picture at an address: with percent signs or
// without.
func pictureNames(names map[string]string, address string) []string {
	if file, ok := names[address]; ok {
		address = file
	}
	base := path.Base(address)
	base = strings.TrimSuffix(base, path.Ext(base))
	list := []string{letters(base), letters(url.PathEscape(base))}
	if plain, err := url.PathUnescape(base); err == nil {
		list = append(list, letters(plain))
	}
	return list
}

// contains reports whether the text shows what a fingerprint names: the first 60 letters and digits of a text; behind
// "=" signs alone; behind "IMG" the letters and digits of a picture's name.
func (t text) contains(fingerprint string) bool {
	if s, ok := strings.CutPrefix(fingerprint, "="); ok {
		return strings.Contains(t.signs, signs(s))
	}
	if name, ok := strings.CutPrefix(fingerprint, "IMG"); ok {
		return slices.Contains(t.pictures, name) || slices.ContainsFunc(pictureEndings, func(ending string) bool {
			return strings.Contains(t.letters, name+ending)
		})
	}
	return strings.Contains(t.letters, letters(fingerprint))
}

// wholeOption is the number of letters to which the fingerprints of options are cut.
const wholeOption = 240

// is reports whether the text shows nothing but what a fingerprint names.
func (t text) is(fingerprint string) bool {
	if utf8.RuneCountInString(fingerprint) >= wholeOption {
		return strings.HasPrefix(t.letters, letters(fingerprint))
	}
	if s, ok := strings.CutPrefix(fingerprint, "="); ok {
		return t.signs == signs(s)
	}
	return t.letters == letters(fingerprint) || leadingNumber(t.words) == letters(fingerprint)
}

// pictureEndings follow the name of a missing picture where the card shows it as words.
var pictureEndings = []string{"png", "jpg", "jpeg", "gif", "svg", "webp"}

// leadingNumber returns the letters of s without the "3." that it may begin with.
func leadingNumber(s string) string {
	rest := strings.TrimLeft(strings.TrimSpace(s), "0123456789")
	if strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")") {
		return letters(rest)
	}
	return letters(s)
}

// letters keeps the letters and digits of s, in lower case, ligatures and ß parted.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ReplaceAll(norm.NFKC.String(s), "ß", "ss"))
}

// signs keeps what is neither blank nor a sign that Markdown or HTML uses, nor a tick; where nothing would be left,
// what is no blank.
func signs(s string) string {
	s = strings.Join(strings.Fields(norm.NFC.String(s)), "")
	if kept := strings.Map(dropMarkup, s); kept != "" {
		return kept
	}
	return s
}

func dropMarkup(r rune) rune {
	if strings.ContainsRune("[]{}()<>*_`\\$#|✅\u200b\ufe0f", r) {
		return -1
	}
	return r
}
