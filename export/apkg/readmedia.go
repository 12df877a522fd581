package apkg

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"time"
)

// readMediaList reads the names of the media.
func (p *Package) readMediaList() error {
	if p.members[mediaMember] == nil && p.Kind != Latest {
		return nil // Anki takes it for an empty list.
	}
	f := p.members[mediaMember]
	if f == nil {
		return fmt.Errorf("no member %q", mediaMember)
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	list := &limited{r: r, left: min(maxList, int64(p.room))}
	if p.Kind == Latest {
		err = p.readEntries(list)
	} else {
		err = p.readNames(list)
	}
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	return p.measureMedia()
}

// addMedia adds a file to the list, of which the zip must have most members.
func (p *Package) addMedia(m Media) error {
	if p.members[m.Member] == nil {
		p.lost++
	}
	if p.lost > maxLost || p.room.take(partSize+len(m.Name)) != nil {
		return errTooBig
	}
	p.Media = append(p.Media, m)
	return nil
}

// readNames reads the JSON object of the legacy containers: member to name.
func (p *Package) readNames(list io.Reader) error {
	places := map[string]int{}
	err := eachMember(list, func(key string, decode func(any) error) error {
		var name string
		if err := decode(&name); err != nil {
			return err
		}
		if _, err := strconv.ParseUint(key, 10, 32); err != nil {
			return fmt.Errorf("%q is no number of a member", key)
		}
		at, fresh := place(places, key, len(p.Media))
		if fresh {
			return p.addMedia(Media{Name: name, Member: key})
		}
		p.Media[at].Name = name
		return nil
	})
	slices.SortFunc(p.Media, func(a, b Media) int {
		return cmp.Or(cmp.Compare(len(a.Member), len(b.Member)), cmp.Compare(a.Member, b.Member))
	})
	return err
}

// readEntries reads the list of the latest container, a compressed MediaEntries (proto/anki/import_export.proto).
func (p *Package) readEntries(packed io.Reader) error {
	frame, err := unzstd(packed)
	if err != nil {
		return err
	}
	list, err := io.ReadAll(&limited{r: frame, left: min(maxList, int64(p.room))})
	if err := errors.Join(err, frame.Close()); err != nil {
		return err
	}
	return eachField(list, func(f protoField) error {
		if f.number != 1 {
			return nil
		}
		m := Media{Member: strconv.Itoa(len(p.Media))}
		err := eachField(f.bytes, func(f protoField) error {
			switch f.number {
			case 1:
				m.Name = string(f.bytes)
			case 2:
				m.Size = int64(uint32(f.value))
			}
			return nil
		})
		return errors.Join(err, p.addMedia(m))
	})
}

// measureMedia checks the names, and finds the sizes in the zip where the list has none.
func (p *Package) measureMedia() error {
	total := int64(0)
	for i := range p.Media {
		m := &p.Media[i]
		if m.Name == "." || !fs.ValidPath(m.Name) || bytes.ContainsAny([]byte(m.Name), "/\\") {
			return fmt.Errorf("%q is no name for media", m.Name)
		}
		f := p.members[m.Member]
		switch {
		case f == nil:
			m.Size = -1
		case p.Kind != Latest:
			m.Size = int64(min(f.UncompressedSize64, maxMedia+1))
		}
		if total += max(m.Size, 0); total > maxMedia {
			return fmt.Errorf("%d bytes of media: %w", total, errTooBig)
		}
	}
	return nil
}

// Open opens the media for reading; the bytes are those of the file that was packed. The caller closes it.
func (p *Package) Open(m Media) (io.ReadCloser, error) { return p.open(m) }

func (p *Package) open(m Media) (*mediaFile, error) {
	f := p.members[m.Member]
	if f == nil || m.Size < 0 {
		return nil, fmt.Errorf("apkg: media %q: no member %q: %w", m.Name, m.Member, fs.ErrNotExist)
	}
	raw, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("apkg: media %q: %w", m.Name, err)
	}
	content := raw
	if p.Kind == Latest {
		if content, err = unzstd(raw); err != nil {
			return nil, errors.Join(fmt.Errorf("apkg: media %q: %w", m.Name, err), raw.Close())
		}
	}
	return &mediaFile{Reader: &limited{r: content, left: m.Size}, content: content, raw: raw, media: m}, nil
}

// Sum reads the media and gives the hash of its bytes. It fails for media that unpack to far more than the package.
func (p *Package) Sum(m Media) (sum [sha256.Size]byte, err error) {
	if err := p.unhashed.take(int(max(m.Size, 0))); err != nil {
		return sum, fmt.Errorf("apkg: media %q: %w", m.Name, err)
	}
	r, err := p.Open(m)
	if err != nil {
		return sum, err
	}
	hash := sha256.New()
	_, err = io.Copy(hash, r)
	if err := errors.Join(err, r.Close()); err != nil {
		return sum, fmt.Errorf("apkg: media %q: %w", m.Name, err)
	}
	return [sha256.Size]byte(hash.Sum(nil)), nil
}

// mediaFile is open media; it is an [fs.File] as well.
type mediaFile struct {
	io.Reader
	content, raw io.Closer
	media        Media
}

// Close closes both the member and what unpacks it.
func (f *mediaFile) Close() error {
	if f.content == f.raw {
		return f.raw.Close()
	}
	return errors.Join(f.content.Close(), f.raw.Close())
}

// Stat describes the media.
func (f *mediaFile) Stat() (fs.FileInfo, error) { return mediaInfo{f.media}, nil }

type mediaInfo struct{ media Media }

func (i mediaInfo) Name() string     { return i.media.Name }
func (i mediaInfo) Size() int64      { return i.media.Size }
func (mediaInfo) Mode() fs.FileMode  { return 0o444 }
func (mediaInfo) ModTime() time.Time { return time.Time{} }
func (mediaInfo) IsDir() bool        { return false }
func (mediaInfo) Sys() any           { return nil }
