package main

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/export/apkg"
)

// maxFileName is how many bytes of a deck's name go into the name of a file: file systems allow 255, and some tools
// add to them.
const maxFileName = 180

// fileSigns are what Windows forbids in the names of files, with the wide forms of the same signs, which look alike
// and are allowed everywhere.
var fileSigns = strings.NewReplacer(`<`, "＜", `>`, "＞", `:`, "：", `"`, "＂", `/`, "／", `\`, "＼", `|`, "｜", `?`, "？", `*`, "＊")

// fileName makes the name of a file, without its ending, of that of a deck, so that every system takes it. It depends
// on nothing but that name.
func fileName(deckName string) string {
	name := strings.ReplaceAll(norm.NFC.String(deckName), "::", " - ")
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, fileSigns.Replace(name))
	if len(name) > maxFileName {
		name = strings.ToValidUTF8(name[:maxFileName-8], "") + " " + shortHash(deckName)
	}
	// Windows drops dots and blanks at the end.
	name = strings.TrimRight(strings.TrimSpace(name), ". ")
	if name == "" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") || isReserved(name) || apkg.IsBackup(name+".apkg") {
		name = "_" + name
	}
	return name
}

// shortHash tells names apart that would be one.
func shortHash(deckName string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(deckName)))
	return "~" + hex.EncodeToString(sum[:3])
}

// isReserved tells the names that Windows keeps for devices, whatever their ending.
func isReserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimSpace(stem)
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
}

// fileNames gives each of the decks' names the name of a file. Those that would be one, which few systems keep
// apart by case, get a part of a hash.
func fileNames(decks []string) []string {
	used := map[string]int{}
	names := make([]string, len(decks))
	for i, d := range decks {
		names[i] = fileName(d)
		used[strings.ToLower(names[i])]++
	}
	for i, d := range decks {
		if used[strings.ToLower(names[i])] > 1 {
			names[i] += " " + shortHash(d)
		}
	}
	return names
}
