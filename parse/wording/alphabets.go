package wording

import (
	"slices"
	"strings"
)

// Alphabets are the rows of letters by which options are named, each in its order. A letter may stand in several
// rows, such as the Latin and the Roman "i"; the letters that follow tell which is meant. Two spellings of one letter
// stand as "ا|أ".
var Alphabets = [][]string{
	row(`A B C D E F G H I J K L M N O P`),
	row(`a b c d e f g h i j k l m n o p`),
	row(`1 2 3 4 5 6 7 8 9 10 11 12 13 14 15`),
	row(`i ii iii iv v vi vii viii ix x`),
	row(`I II III IV V VI VII VIII IX X`),
	row(`А Б В Г Д Е Ж З И К`),
	row(`а б в г д е ж з и к`),
	row(`А Б В Г Ґ Д Е Є Ж З`),
	row(`а б в г ґ д е є ж з`),
	row(`Α Β Γ Δ Ε ΣΤ|Ϛ Ζ Η Θ`),
	row(`α β γ δ ε στ|ϛ ζ η θ`),
	row(`أ|ا|آ ب ج د هـ|ه و ز ح`),
	row(`أ|ا|آ ب ت ث ج ح خ د`),
	row(`الف ب پ ت ث ج چ ح`),
	row(`א ב ג ד ה ו ז ח ט י`),
	row(`가 나 다 라 마 바 사 아`),
	row(`ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅅ ㅇ`),
	row(`ア イ ウ エ オ カ キ ク ケ コ`),
	row(`あ い う え お か き く け こ`),
	row(`イ ロ ハ ニ ホ ヘ ト`),
	row(`甲 乙 丙 丁 戊 己 庚 辛`),
	row(`क ख ग घ ङ च`),
	row(`ক খ গ ঘ ঙ চ`),
	row(`ก ข ค ง จ ฉ`),
	row(`ა ბ გ დ ე ვ`),
	row(`ա բ գ դ ե զ`),
	row(`① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩`),
	row(`Ⓐ Ⓑ Ⓒ Ⓓ Ⓔ Ⓕ Ⓖ Ⓗ`),
	row(`ⓐ ⓑ ⓒ ⓓ ⓔ ⓕ ⓖ ⓗ`),
}

// NumberRow is the row of digits: numbers count things of all kinds, so they name options only where a key names them.
const NumberRow = 2

func row(letters string) []string { return strings.Fields(letters) }

// LetterAt reports whether letter is the one at index i of the row.
func LetterAt(alphabet []string, i int, letter string) bool {
	if i >= len(alphabet) {
		return false
	}
	if alphabet[i] == letter {
		return true
	}
	return strings.Contains(alphabet[i], "|") && slices.Contains(strings.Split(alphabet[i], "|"), letter)
}

// letterPlaces reports of every letter of the rows whether it is the first of one.
var letterPlaces = func() map[string]bool {
	places := map[string]bool{}
	for _, alphabet := range Alphabets {
		for i, spellings := range alphabet {
			for letter := range strings.SplitSeq(spellings, "|") {
				places[letter] = places[letter] || i == 0
			}
		}
	}
	return places
}()

// IsLetter reports whether s is a letter of some row, and whether it is the first of one.
func IsLetter(s string) (known, first bool) {
	first, known = letterPlaces[s]
	return known, first
}

// RunLength is how many of the letters, from the first of some row on, go on in order.
func RunLength(letters []string) (length, alphabet int) {
	for a, candidate := range Alphabets {
		n := 0
		for n < len(letters) && LetterAt(candidate, n, letters[n]) {
			n++
		}
		if n > length {
			length, alphabet = n, a
		}
	}
	return length, alphabet
}
