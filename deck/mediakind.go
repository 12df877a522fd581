package deck

import (
	"path"
	"strings"
)

// MediaKind is what a card can do with a file.
type MediaKind uint8

// The kinds of files. Only pictures and what is played travel.
const (
	// NoMedia is a file of another kind, such as a note.
	NoMedia MediaKind = iota
	// Picture is shown.
	Picture
	// Played is sound or video.
	Played
	// Unshown is a picture, sound or video of a type that Anki's clients don't show or play.
	Unshown
	// Document is a file for another program. Anki opens none: a PDF within a card is shown by no
	// client, and a file that only a link names is deleted as unused by "Check Media"
	// (rslib/src/text.rs knows no links).
	Document
)

// mediaKinds is the one table of endings. Those of pictures and of what is played are Anki's own
// (qt/aqt/editor_legacy.py of 26.9) without dead formats, and a few that browsers show beside them.
var mediaKinds = func() map[string]MediaKind {
	kinds := map[string]MediaKind{}
	for kind, endings := range map[MediaKind]string{
		Picture: "png apng jpg jpeg jfif gif webp avif svg bmp ico",
		Played: `mp3 ogg oga opus wav m4a flac aac 3gp
			mp4 m4v webm ogv mov mkv avi mpg mpeg`,
		Unshown:  "heic heif tif tiff psd eps xcf dng jxl jp2 wma wmv amr aif aiff mid midi flv",
		Document: "pdf doc docx odt ppt pptx odp xls xlsx ods epub djvu zip canvas base tldr drawio",
	} {
		for _, ending := range strings.Fields(endings) {
			kinds["."+ending] = kind
		}
	}
	return kinds
}()

// MediaKindOf returns the kind of a file by the ending of its name, whatever its case.
func MediaKindOf(file string) MediaKind { return mediaKinds[strings.ToLower(path.Ext(file))] }
