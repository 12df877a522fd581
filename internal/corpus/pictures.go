package main

import (
	"html"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// pictureMarks are the ways to show a picture: ![alt](target), ![[target]] and <img src="target">.
var pictureMarks = []*regexp.Regexp{
	regexp.MustCompile(`!\[[^\]\n]*\]\(\s*<?([^)>"\n]+)`),
	regexp.MustCompile(`!\[\[([^\]|#\n]+)`),
	regexp.MustCompile(`<img[^>]*\ssrc\s*=\s*["']([^"']+)`),
}

// sourcePictures lists the pictures that a source shows, code left out.
func sourcePictures(source string) []span {
	s := maskCode(source)
	var found []span
	for _, mark := range pictureMarks {
		for _, m := range mark.FindAllStringSubmatchIndex(s, -1) {
			target := html.UnescapeString(strings.TrimSpace(s[m[2]:m[3]]))
			if plain, err := url.PathUnescape(target); err == nil {
				target = plain
			}
			found = append(found, span{m[0], target})
		}
	}
	return found
}

// kept reports whether the picture that a source shows is in the vault: beside the source, from the root, or anywhere.
func kept(vault fs.FS, bases map[string]bool, source, target string) bool {
	if strings.Contains(target, "://") {
		return false
	}
	for _, p := range []string{path.Join(path.Dir(source), target), path.Clean(strings.TrimLeft(target, "/"))} {
		if info, err := fs.Stat(vault, p); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return bases[strings.ToLower(path.Base(target))]
}

// baseNames holds the lower-case base names of all files of the vault.
func baseNames(vault fs.FS) (map[string]bool, error) {
	bases := map[string]bool{}
	err := fs.WalkDir(vault, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			bases[strings.ToLower(path.Base(p))] = true
		}
		return err
	})
	return bases, err
}
