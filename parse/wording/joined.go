package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isJoined reports whether a letter belongs to a script that writes words without blanks, or with particles joined to
// them.
func isJoined(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// beginsJoined reports whether a word begins with such a letter.
func beginsJoined(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return isJoined(r)
}

// splitJoined parts every word of such a script into known words, if it consists of them.
func splitJoined(words []string) []string {
	if !slices.ContainsFunc(words, beginsJoined) {
		return words
	}
	var out []string
	for _, word := range words {
		if parts := joinedParts(word); parts != nil && beginsJoined(word) {
			out = append(out, parts...)
		} else {
			out = append(out, word)
		}
	}
	return out
}

// maxJoined is how long, in bytes, a word may be that is looked at for others in it.
const maxJoined = 36

// joinedParts returns the known words of which a word consists, the longest that fits taken first; nil if something
// else is in it.
func joinedParts(word string) []string {
	if len(word) > maxJoined {
		return nil
	}
	var parts []string
	for rest := word; rest != ""; {
		end := len(rest)
		for end > 0 && !Is(rest[:end], joined) {
			_, size := utf8.DecodeLastRuneInString(rest[:end])
			end -= size
		}
		if end == 0 {
			return nil
		}
		parts, rest = append(parts, rest[:end]), rest[end:]
	}
	return parts
}

// joinedLead returns the words at the start of a text that end in a copula behind a word of keys, and the rest:
// "答案是", "正解は".
func joinedLead(text string) (lead, rest string) {
	for i, r := range text {
		if !isJoined(r) {
			break
		}
		end := i + utf8.RuneLen(r)
		parts := joinedParts(text[:end])
		if n := len(parts); n > 0 && Is(parts[n-1], Copula) && hasKeyWord(parts) {
			lead = text[:end]
		}
	}
	return lead, strings.TrimPrefix(text, lead)
}

// cutCopula cuts the words off the start of a text that stand before a key in a sentence: "故选B", "是 A".
func cutCopula(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !isJoined(r) })
	if end <= 0 {
		return text
	}
	parts := joinedParts(text[:end])
	if len(parts) == 0 || slices.ContainsFunc(parts, func(w string) bool { return !Is(w, Copula) }) {
		return text
	}
	return text[end:]
}

// cutEnding cuts the words off the end of a text by which a sentence ends behind a key in Chinese, Japanese and
// Korean: "正解は A です。".
func cutEnding(text string) string {
	text = strings.TrimRight(text, " .。*")
	for _, ending := range known.lists[SentenceEnd] {
		if rest, ok := strings.CutSuffix(text, ending); ok {
			return cutEnding(rest)
		}
	}
	return text
}

// joinPhrases joins neighbours that are one known phrase, the longest first: "lời", "giải".
func joinPhrases(all []string) []string {
	const longest = 3 // words
	for i := 0; i < len(all); i++ {
		if !known.opens[all[i]] {
			continue
		}
		for n := min(longest, len(all)-i); n > 1; n-- {
			if phrase := strings.Join(all[i:i+n], " "); Is(phrase, phrases) {
				all = slices.Concat(all[:i], []string{phrase}, all[i+n:])
				break
			}
		}
	}
	return all
}
