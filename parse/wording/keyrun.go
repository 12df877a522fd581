package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readThrough reads on behind the letters of a key where each has its option's text with it: "A. Iron and C. Lead",
// "A (Iron), C (Lead)". texts are what the options say.
func (n Named) readThrough(texts, offered []string) Named {
	for len(n.Offered) > 0 && len(texts) == len(offered) {
		at := slices.Index(offered, n.Offered[len(n.Offered)-1])
		rest, ok := CutFolded(strings.TrimLeft(n.Rest, " .:)）](（-–—=*|"), texts[at])
		if !ok {
			return n
		}
		next := ReadLetters(strings.TrimLeft(rest, " )）.*"), offered)
		if len(next.Offered) == 0 || slices.Contains(n.Offered, next.Offered[0]) || !next.opensText(texts, offered) {
			return n
		}
		n.Offered, n.Rest = append(n.Offered, next.Offered...), next.Rest
		if rest, ok := CutFolded(strings.TrimLeft(n.Rest, " .:)）](（-–—=*|"), texts[slices.Index(offered, next.Offered[0])]); ok &&
			strings.Trim(rest, " )）].*") == "" {
			n.Rest = ""
		}
	}
	return n
}

// opensText reports whether nothing, or the option's text, follows the last letter.
func (n Named) opensText(texts, offered []string) bool {
	rest := strings.TrimLeft(n.Rest, " .:)）](（-–—=*|")
	_, ok := CutFolded(rest, texts[slices.Index(offered, n.Offered[len(n.Offered)-1])])
	return ok || rest == ""
}

// CutFolded cuts a text off the start of another, which may differ in case, signs and blanks. It must end where a word
// ends.
func CutFolded(s, text string) (rest string, ok bool) {
	want := Fold(text)
	if want == "" {
		return s, false
	}
	for i, r := range s {
		folded := Fold(string(r))
		if want == "" && folded != "" {
			return s[i:], !unicode.IsLetter(r) || i > 0 && s[i-1] == ' '
		}
		if want, ok = strings.CutPrefix(want, folded); !ok {
			return s, false
		}
	}
	return "", want == ""
}

// TrimJoiners cuts off the start of a key what stands between its options: signs, and words such as "and".
func TrimJoiners(text string) string {
	text = strings.TrimLeft(text, " ,;&/+·、，；.。*")
	if word := leadingWord(text); word != "" && IsAnyCase(word, And) {
		return strings.TrimLeft(text[len(word):], " ")
	}
	return text
}

// isOrder reports whether what follows an answer's words puts the options in an order, or pairs them with something,
// so that it is no key to a choice: "c → b → a", "A-3, B-1", "C, A, B", "a) -> o)".
func isOrder(rest string, offered []string) bool {
	words := strings.FieldsFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;、，.()", r) })
	pairs, paired := 0, 0 // paired are words of pairs
	named := false        // a pair's second name is no number
	for i := 0; i < len(words); i++ {
		first := leadingWord(strings.TrimLeft(words[i], "*`"))
		after := strings.TrimLeft(words[i], "*`")[len(first):]
		used := 1
		if after == "" && i+2 < len(words) && isArrow(words[i+1]) {
			for used = 3; i+used+1 < len(words) && isArrow(words[i+used]); {
				used += 2
			}
			after = strings.Join(words[i+1:i+used], "")
		}
		if isShort(first) && isPaired(after) {
			pairs, paired, i = pairs+1, paired+used, i+used-1
			named = named || !HasDigit(after)
		}
	}
	if pairs >= 2 || pairs == 1 && named && paired == len(words) {
		return true
	}
	n := ReadLetters(rest, offered)
	last := -1
	for _, letter := range n.Offered {
		at := slices.Index(offered, letter)
		if at < last && len(n.Offered) >= 3 && len(n.Offered) == len(offered) {
			return true
		}
		last = at
	}
	return len(n.Offered) == 1 && isArrow(strings.TrimLeft(n.Rest, " )*`")) && endsInLetter(n.Rest, offered)
}

// isShort reports whether a word may name an option, or what it is paired with.
func isShort(word string) bool { return word != "" && utf8.RuneCountInString(word) <= 2 }

// isPaired reports whether what touches an option's name is another name behind a dash, an arrow or a colon, or a chain
// of them: "-3", "→b", "-b-a".
func isPaired(after string) bool {
	const joins = "-–—→=>: `*"
	if strings.IndexAny(after, "-–—→=>:") != 0 {
		return false
	}
	names := strings.FieldsFunc(after, func(r rune) bool { return strings.ContainsRune(joins, r) })
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !isShort(name) })
}

// isArrow reports whether a text begins with an arrow.
func isArrow(s string) bool {
	return strings.HasPrefix(s, "→") || strings.HasPrefix(s, "->") || strings.HasPrefix(s, "=>") || strings.HasPrefix(s, ">")
}

// endsInLetter reports whether a text behind an arrow is the letter of an option.
func endsInLetter(s string, offered []string) bool {
	s = strings.Trim(s, " )→->=*`.")
	return slices.ContainsFunc(offered, func(l string) bool { return strings.EqualFold(l, s) })
}

// undone reports whether words right behind the letters say that they are wrong: "A is wrong. B is right."
func (n Named) undone() bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(n.Rest, " "))
	if strings.ContainsRune(WrongSigns, r) {
		return true
	}
	if !unicode.IsLetter(r) {
		return false
	}
	sentence := n.Rest[:max(0, strings.IndexFunc(n.Rest+".", func(r rune) bool { return strings.ContainsRune(".;,。；，(", r) }))]
	words := Words(sentence)
	const near = 4 // words
	return slices.ContainsFunc(words[:min(near, len(words))], func(w string) bool { return Is(w, Wrong|Negation) })
}

// SaysOther reports whether the words before a colon name an answer that need not be right: "Your answer",
// "Incorrect answers".
func SaysOther(lead string) bool {
	return slices.ContainsFunc(Words(lead), func(w string) bool { return Is(w, Taker|Wrong|Negation) })
}

// AsksFor returns how many options a text asks for, "(Choose two.)", "Select 3 answers"; 0 if it doesn't say.
func AsksFor(text string) int {
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(".?!:;()[]（）。？\n", r) }) {
		words := strings.FieldsFunc(part, func(r rune) bool { return PartsWords(r) && !unicode.IsDigit(r) })
		if len(words) < 2 || len(words) > 8 {
			continue
		}
		verb := slices.IndexFunc(words, func(w string) bool { return Is(w, Order) })
		answers := slices.ContainsFunc(words, func(w string) bool { return Is(w, Answer|Options) })
		for i, w := range words {
			count := optionCount(w)
			if count < 2 {
				continue
			}
			ends := i+1 == len(words)
			if verb == 0 && i <= 3 && (ends || answers) || verb < 0 && answers && i <= 1 && len(words) <= 3 {
				return count
			}
		}
	}
	return 0
}

// optionCount returns the number, from two to five, that a word or digit says; 0 for other words.
func optionCount(word string) int {
	if len(word) == 1 && word[0] >= '2' && word[0] <= '5' {
		return int(word[0] - '0')
	}
	if at := slices.Index(known.counts, word); at >= 0 {
		return at%4 + 2
	}
	return 0
}

// HasKeyWord reports whether a text holds a word that says that an answer is named.
func HasKeyWord(text string) bool { return hasKeyWord(Words(text)) }
