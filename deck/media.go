package deck

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// Media is a picture, sound or video that a question shows. Its bytes stay where they are until a
// writer streams them.
type Media struct {
	// Name is the name under which it travels and by which HTML refers to it, as [MediaName] makes it.
	Name string
	// FS and Path say where its bytes are.
	FS   fs.FS
	Path string
	// Size is the number of bytes.
	Size int64
	// SHA256 is the hash of the bytes; a writer refuses media whose bytes no longer have it.
	SHA256 [sha256.Size]byte
}

// maxStem keeps a media name well under the 120 bytes Anki allows (rslib/src/media/files.rs).
const maxStem = 60

// MediaName returns the name under which a file travels: a readable stem of its own name, 12 hex digits
// of its content's hash, and its ending, all lower case and of [a-z0-9._-]. Other content has another
// name, so that a changed picture reaches learners who have the old one (Anki never overwrites media
// on import).
func MediaName(file string, sum [sha256.Size]byte) string {
	base := path.Base(file)
	ext := path.Ext(base)
	stem := plainName(strings.TrimSuffix(base, ext))
	if stem == "" {
		stem = "media"
	}
	return stem + "-" + hex.EncodeToString(sum[:6]) + "." + plainName(strings.TrimPrefix(ext, "."))
}

// MediaStem is a media name without its hash and ending: what stays the same when the picture's content changes.
func MediaStem(name string) string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	if i := strings.LastIndexByte(stem, '-'); i > 0 && len(stem)-i == 13 {
		return stem[:i]
	}
	return stem
}

// plainName keeps letters a-z and digits of s; every run of other characters becomes one "-".
func plainName(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
		if b.Len() >= maxStem {
			break
		}
	}
	return b.String()
}

// Picture reports whether the media is a picture, by the ending of its name.
func (m Media) Picture() bool { return MediaKindOf(m.Name) == Picture }

// ErrMediaChanged is why [Media.Copy] fails for a file whose bytes are not those that the media speaks of.
var ErrMediaChanged = errors.New("its content has changed since it was read for the first time")

// Copy streams the bytes to w. It fails with [ErrMediaChanged] if they are no longer those that were
// hashed, with any error of FS or w, and if FS is nil. What w got until then is of no use.
func (m Media) Copy(w io.Writer) (err error) {
	if m.FS == nil {
		return errors.New("nothing to read it from")
	}
	file, err := m.FS.Open(m.Path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	hash := sha256.New()
	// One byte more than there should be shows that the file has grown.
	n, err := io.Copy(io.MultiWriter(w, hash), io.LimitReader(file, m.Size+1))
	if err == nil && (n != m.Size || [sha256.Size]byte(hash.Sum(nil)) != m.SHA256) {
		err = ErrMediaChanged
	}
	return err
}

// String describes the media for a person.
func (m Media) String() string { return fmt.Sprintf("%s (%s, %d bytes)", m.Name, m.Path, m.Size) }
