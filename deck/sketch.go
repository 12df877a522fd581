package deck

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck/cloze"
)

// Sketch stands for the words of a text: hashes of its words and of the pairs of words that follow
// each other, ascending, each once. Of a long text it holds only the smallest sketchSize, which are as
// good as a random choice (bottom-k sampling). Packages carry sketches, so how they are made is
// frozen.
type Sketch []uint32

// sketchSize is the number of hashes a sketch holds at most: two texts that share half can be told
// from two that share a quarter.
const sketchSize = 128

// The two lowest bits of a hash say how much it tells, since a hash no longer knows its word: of short
// words there are few.
const (
	classPair = iota
	classShort
	classMedium
	classLong
)

var classWeight = [4]float64{classPair: 0.5, classShort: 0.3, classMedium: 0.7, classLong: 1}

// text is a question's two sides as sketches.
type text struct{ prompt, answer Sketch }

// textOf sketches a question. Options are asked, so they belong to the prompt; an explanation belongs to the answer.
func textOf(q *Question) text {
	prompt := q.Prompt
	if q.Kind == Cloze {
		prompt = cloze.Open(prompt)
	}
	for _, o := range q.Choices {
		prompt += " <p>" + o.HTML + "</p>"
	}
	return text{sketch(PlainText(prompt)), sketch(PlainText(q.Answer + " <p>" + q.Extra + "</p>"))}
}

// sketch returns the sketch of a plain text.
func sketch(plain string) Sketch {
	var s Sketch
	before := uint32(0)
	eachWord(plain, func(hash uint32, class uint32) {
		s = append(s, hash&^3|class)
		if before != 0 {
			s = append(s, mix(before*31+hash)&^3+classPair)
		}
		before = hash
	})
	slices.Sort(s)
	s = slices.Compact(s)
	return slices.Clip(s[:min(len(s), sketchSize)])
}

// eachWord calls do for every word: letters and digits that stand together, in lower case; a TeX
// command; each sign of a script that writes no blanks; the signs of arithmetic. Punctuation belongs to no word.
func eachWord(plain string, do func(hash, class uint32)) {
	hash, runes, spaceless := uint32(fnvStart), 0, false
	end := func() {
		if runes > 0 {
			do(mix(hash), wordClass(runes, spaceless))
		}
		hash, runes, spaceless = fnvStart, 0, false
	}
	for _, r := range plain {
		switch {
		case writesNoBlanks(r):
			end()
			hash, runes, spaceless = addRune(hash, r), 1, true
			end()
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			hash = addRune(hash, unicode.ToLower(r))
			runes++
		case r == '\\':
			end()
			hash = addRune(hash, r) // "\in" is another word than "in"
		case r == '=' || r == '<' || r == '>' || r == '+' || r == '*' || r == '/' || r == '^':
			end()
			hash, runes = addRune(hash, r), 1
			end()
		default:
			end()
		}
	}
	end()
}

func writesNoBlanks(r rune) bool {
	return r > 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func wordClass(runes int, spaceless bool) uint32 {
	switch {
	case spaceless || runes > 5:
		return classLong
	case runes > 3:
		return classMedium
	}
	return classShort
}

const (
	fnvStart = 2166136261
	fnvPrime = 16777619
)

func addRune(hash uint32, r rune) uint32 {
	var buf [utf8.UTFMax]byte
	for _, b := range buf[:utf8.EncodeRune(buf[:], r)] {
		hash = (hash ^ uint32(b)) * fnvPrime
	}
	return hash
}

// mix spreads a hash over all its bits, so that the smallest are a fair choice.
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// rarity counts in how many texts each hash occurs: a word that is everywhere tells nothing. Hashes
// share slots, which makes some word a little more common than it is.
type rarity struct {
	texts  int
	counts []uint32
}

const raritySlots = 1 << 20

func newRarity() *rarity { return &rarity{counts: make([]uint32, raritySlots)} }

func (r *rarity) add(t text) {
	r.texts++
	for _, s := range [2]Sketch{t.prompt, t.answer} {
		for _, h := range s {
			r.counts[h>>2%raritySlots]++
		}
	}
}

func (r *rarity) count(h uint32) uint32 { return max(1, r.counts[h>>2%raritySlots]) }

// weight is how much it tells that two texts share a word: 1 for a long one that no other text has.
func (r *rarity) weight(h uint32) float64 {
	n := float64(max(r.texts, 2))
	return classWeight[h&3] * math.Log1p(n/float64(r.count(h))) / math.Log1p(n)
}

// compare returns how alike two texts are, from 0 to 1 (weighted Dice coefficient, estimated where a
// sketch is not the whole text), the weight of what they share, and the mean weight of both.
func (r *rarity) compare(a, b Sketch) (alike, shared, weight float64) {
	limit := uint32(math.MaxUint32)
	for _, s := range [2]Sketch{a, b} {
		if len(s) >= sketchSize {
			limit = min(limit, s[len(s)-1])
		}
	}
	total := 0.0
	for len(a)+len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			if a[0] <= limit {
				total += r.weight(a[0])
			}
			a = a[1:]
		case len(a) == 0 || b[0] < a[0]:
			if b[0] <= limit {
				total += r.weight(b[0])
			}
			b = b[1:]
		default:
			if a[0] <= limit {
				w := r.weight(a[0])
				shared += w
				total += 2 * w
			}
			a, b = a[1:], b[1:]
		}
	}
	if total == 0 {
		return 0, 0, 0
	}
	return 2 * shared / total, shared, total / 2
}
