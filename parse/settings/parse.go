package settings

import (
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/internal/markdown"
)

// FrontTags returns the tags that the front matter gives to all questions of the file.
func FrontTags(md *markdown.Document) []string {
	var tags []string
	switch v := md.Front.Values["tags"].(type) {
	case string:
		tags = strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' })
	case []any:
		for _, t := range v {
			tags = append(tags, fmt.Sprint(t))
		}
	}
	return tags
}
