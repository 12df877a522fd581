package apkg

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
)

// writeArchive zips the collection, the list of media, the memory and the media, in that order.
func writeArchive(w io.Writer, collection io.Reader, media []deck.Media, head memoryHead, lines []byte, t time.Time) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	archive := zip.NewWriter(buffered)
	archive.RegisterCompressor(zip.Deflate, newDeflater)
	if err := addMember(archive, collectionLegacy1, zip.Deflate, collection, t); err != nil {
		return fmt.Errorf("adding the collection: %w", err)
	}
	list, err := mediaList(media)
	if err != nil {
		return err
	}
	if err := addMember(archive, mediaMember, zip.Deflate, strings.NewReader(list), t); err != nil {
		return fmt.Errorf("adding the list of media: %w", err)
	}
	if err := addMemory(archive, head, lines, t); err != nil {
		return fmt.Errorf("adding the memory: %w", err)
	}
	for i, m := range media {
		if err := addMedia(archive, strconv.Itoa(i), m, t); err != nil {
			return fmt.Errorf("adding media %q: %w", m.Path, err)
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return buffered.Flush()
}

func addMemory(archive *zip.Writer, head memoryHead, lines []byte, t time.Time) error {
	member, err := archive.CreateHeader(&zip.FileHeader{Name: memoryMember, Method: zip.Deflate, Modified: t.UTC()})
	if err != nil {
		return err
	}
	return writeMemory(member, head, lines)
}

// addMember adds one member, dated t.
func addMember(archive *zip.Writer, name string, method uint16, content io.Reader, t time.Time) error {
	member, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: t.UTC()})
	if err != nil {
		return err
	}
	_, err = io.Copy(member, content)
	return err
}

// mediaList is the JSON object that gives each member's name as media, after checking the names.
func mediaList(media []deck.Media) (string, error) {
	names := make(map[string]string, len(media))
	seen := make(map[string]bool, len(media))
	for i, m := range media {
		if !safeName(m.Name) {
			return "", fmt.Errorf("media %q: %q is no name for media", m.Path, m.Name)
		}
		if seen[strings.ToLower(m.Name)] {
			return "", fmt.Errorf("media %q: the name %q occurs twice", m.Path, m.Name)
		}
		seen[strings.ToLower(m.Name)] = true
		names[strconv.Itoa(i)] = m.Name
	}
	list, err := json.Marshal(names)
	return string(list), err
}

// maxName is how many bytes Anki leaves of a media name (rslib/src/media/files.rs).
const maxName = 120

// safeName reports whether Anki takes a media name as it is: one part of a path, no character that it would delete.
func safeName(name string) bool {
	return name != "" && name != "." && name != ".." && len(name) <= maxName && ankifield.Clean(name) == name &&
		!strings.ContainsAny(name, "[]<>:\"/?*^\\|\n\t") && !strings.HasSuffix(name, ".") && !strings.HasSuffix(name, " ")
}

// packed are the endings of formats that are compressed by themselves.
var packed = map[string]bool{
	".jpg": true, ".jpeg": true, ".png": true, ".gif": true, ".webp": true, ".avif": true, ".mp3": true, ".mp4": true, ".m4a": true,
	".ogg": true, ".oga": true, ".ogv": true, ".opus": true, ".webm": true, ".flac": true, ".3gp": true, ".mov": true, ".mkv": true,
}

// addMedia streams media into the archive.
func addMedia(archive *zip.Writer, member string, m deck.Media, t time.Time) error {
	method := zip.Deflate
	if packed[strings.ToLower(path.Ext(m.Name))] {
		method = zip.Store
	}
	w, err := archive.CreateHeader(&zip.FileHeader{Name: member, Method: method, Modified: t.UTC()})
	if err != nil {
		return err
	}
	return m.Copy(w)
}
