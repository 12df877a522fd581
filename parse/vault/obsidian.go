package vault

import (
	"encoding/json"
	"io"
	"io/fs"
)

// Breaks returns what a newline within a paragraph is to the program that shows the vault's notes, as the setting
// "breaks" has it: a line break in Obsidian, unless the vault's own settings are strict, else a blank.
func (v *Vault) Breaks() string {
	v.look.Do(func() {
		v.breaks = "text"
		if info, err := fs.Stat(v.FS, ".obsidian"); err == nil && info.IsDir() && !hasStrictBreaks(v.FS) {
			v.breaks = "lines"
		}
	})
	return v.breaks
}

// maxObsidian is how much is read of the settings of an Obsidian vault, in bytes; they have some hundred.
const maxObsidian = 1 << 20

// hasStrictBreaks reports whether Obsidian was told to take newlines as CommonMark does.
func hasStrictBreaks(vault fs.FS) bool {
	file, err := vault.Open(".obsidian/app.json")
	if err != nil {
		return false
	}
	var app struct {
		StrictLineBreaks bool `json:"strictLineBreaks"`
	}
	text, err := io.ReadAll(io.LimitReader(file, maxObsidian))
	_ = file.Close() // nothing was written
	return err == nil && json.Unmarshal(text, &app) == nil && app.StrictLineBreaks
}
