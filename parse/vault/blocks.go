package vault

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
)

// blockIDLine is the property by which Logseq's blocks are known to others.
var blockIDLine = regexp.MustCompile(`^[ \t]*id:: ([0-9a-f]{8}-[0-9a-f-]{27})[ \t]*$`)

// Block returns the first line of the block of an outliner that has an id, "id:: 64b7c1f2-…", in any note of the vault.
// The notes are read once, when somebody first asks.
func (v *Vault) Block(id string) (text string, ok bool) {
	v.blocksOnce.Do(func() {
		v.blocks = map[string]string{}
		files, err := Find(v.FS, ".", "logseq/bak", "logseq/.recycle", "logseq/version-files")
		if err != nil {
			return
		}
		for _, name := range files {
			if info, err := fs.Stat(v.FS, name); err != nil || info.Size() > maxSource || !IsMarkdown(name) {
				continue
			}
			if text, err := fs.ReadFile(v.FS, name); err == nil && bytes.Contains(text, []byte("id:: ")) {
				v.addBlocks(text)
			}
		}
	})
	text, ok = v.blocks[id]
	return text, ok
}

// addBlocks notes the blocks of a note that have an id: what stands in the line of the bullet above it.
func (v *Vault) addBlocks(note []byte) {
	block := ""
	for line := range bytes.Lines(note) {
		trimmed := strings.TrimSpace(string(line))
		if m := blockIDLine.FindSubmatch(bytes.TrimRight(line, "\r\n")); m != nil {
			if _, known := v.blocks[string(m[1])]; !known {
				v.blocks[string(m[1])] = block
			}
		} else if rest, bullet := strings.CutPrefix(trimmed, "- "); bullet {
			block = strings.TrimLeft(rest, "# ")
		} else if block == "" {
			block = strings.TrimLeft(trimmed, "# ") // the first block of a page has no bullet
		}
	}
}
