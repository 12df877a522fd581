package settings

import (
	"github.com/examdeck/examdeck/internal/markdown"
)

// FrontTags returns the tags that the front matter gives to all questions of the file. What is no text among them, as
// the empty item that Obsidian leaves, gives none.
func FrontTags(md *markdown.Document) []string {
	tags, _ := textList(md.Front.Values["tags"])
	return tags
}
