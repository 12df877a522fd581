package apkg

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// What a package may hold at most. The limits are far above what Anki's own servers take, and keep a hostile file
// from filling memory or disk.
const (
	maxMembers    = 1 << 19
	maxCollection = 2 << 30   // bytes of the database: more than a million questions take
	maxMedia      = 32 << 30  // bytes of all media
	maxList       = 128 << 20 // bytes of the list of media, or of one JSON column
	maxRows       = 4 << 20   // rows of one table
	maxTags       = 16 << 20  // tags of all notes
	maxParts      = 1000      // fields, or templates, of one note type
	maxWindow     = 128 << 20
	maxLost       = 1 << 16   // media in the list that the package lacks
	hashedSize    = 256 << 20 // bytes of media that are hashed whatever the size of the package
)

// errTooBig is what a reader gives that has reached its limit.
var errTooBig = errors.New("larger than any package of Anki's of its size")

// Below plainSize bytes, and up to maxRatio times the size of the package, nothing is a bomb: notes shrink to a
// tenth, or, where they are all alike, to a fiftieth. [deflater] sees to it that none of ours shrinks more.
const (
	plainSize = 8 << 20
	maxRatio  = 100
)

// room is how many bytes may still be taken of what a package of some size may unpack to, on disk or in memory.
type room int64

// roomOf returns the room that a package of that size has.
func roomOf(size int64) room { return room(plainSize + maxRatio*size) }

// take takes n bytes of it.
func (r *room) take(n int) error {
	if *r -= room(n); *r < 0 {
		return errTooBig
	}
	return nil
}

// What is taken for a value besides the bytes of its texts: about what it needs in memory, with the places where it
// is looked up.
const (
	noteSize, cardSize, deckSize, typeSize = 192, 192, 128, 256
	partSize                               = 128 // a field or template of a type, a file of the media
	textSize                               = 32  // a field or tag of a note
	knownSize                              = 512 // a question that is remembered
)

// Read reads a package of size bytes out of r, which has to stay open as long as media of the package are read. The
// database is unpacked into scratch, which is free again when Read returns; if scratch is nil, into memory, where it
// takes about twice its size meanwhile. That of a stranger's package may have 8 MB and 100 times the package's size,
// but not more than 2 GB.
//
// It fails for what Anki itself would refuse: no zip, no collection, an unknown version, tables that don't hold what
// they should. Media are listed, not read.
func Read(r io.ReaderAt, size int64, scratch Scratch) (*Package, error) {
	p, err := read(r, size, scratch)
	if err != nil {
		return nil, fmt.Errorf("apkg: %w", err)
	}
	return p, nil
}

func read(r io.ReaderAt, size int64, scratch Scratch) (*Package, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("not a zip: %w", err)
	}
	if len(archive.File) > maxMembers {
		return nil, fmt.Errorf("%d members: %w", len(archive.File), errTooBig)
	}
	p := &Package{members: make(map[string]*zip.File, len(archive.File)), size: size, room: roomOf(size), unhashed: roomOf(size) + hashedSize}
	for _, f := range archive.File {
		p.members[f.Name] = f
	}
	if p.Kind, err = p.container(); err != nil {
		return nil, err
	}
	content, err := p.unpackCollection(scratch, min(maxCollection, int64(roomOf(size))))
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", p.Kind.member(), err)
	}
	if err := p.readCollection(scratch, content); err != nil {
		return nil, fmt.Errorf("reading %s: %w", p.Kind.member(), err)
	}
	if err := p.readMediaList(); err != nil {
		return nil, fmt.Errorf("reading the list of media: %w", err)
	}
	p.sort()
	return p, nil
}

// container tells the container as Anki does (rslib/src/import_export/package/meta.rs): by the member meta where
// there is one, else by the collection.
func (p *Package) container() (Container, error) {
	if p.members[metaMember] == nil {
		if p.members[collectionLegacy2] != nil {
			return Legacy2, nil
		}
		return Legacy1, nil
	}
	meta, err := p.readMember(metaMember, 1<<10)
	if err != nil {
		return 0, fmt.Errorf("reading %s: %w", metaMember, err)
	}
	version := uint64(0)
	err = eachField(meta, func(f protoField) error {
		if f.number == 1 {
			version = f.value
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("reading %s: %w", metaMember, err)
	}
	if version < uint64(Legacy1) || version > uint64(Latest) {
		return 0, fmt.Errorf("package version %d is not known", version)
	}
	return Container(version), nil
}

// readMember returns the bytes of a member, at most limit.
func (p *Package) readMember(name string, limit int64) ([]byte, error) {
	f := p.members[name]
	if f == nil {
		return nil, fmt.Errorf("no member %q", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(&limited{r: r, left: limit})
	return data, errors.Join(err, r.Close())
}

// limited gives an error, not an end, after a number of bytes.
type limited struct {
	r    io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p[:min(int64(len(p)), l.left+1)])
	if l.left -= int64(n); l.left < 0 {
		return 0, errTooBig
	}
	return n, err
}

// unzstd is a reader of a zstd frame, which asks for no more memory than a package of Anki's needs.
func unzstd(r io.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// unpackCollection copies the database, of limit bytes at most, to the scratch file, or returns its content where
// there is none, and makes it one that can be opened on its own.
func (p *Package) unpackCollection(scratch Scratch, limit int64) ([]byte, error) {
	if scratch == nil {
		var content bytes.Buffer
		if err := p.copyCollection(&content, limit); err != nil {
			return nil, err
		}
		copy(content.Bytes()[journalModes:], oneFile)
		return content.Bytes(), nil
	}
	if err := reset(scratch); err != nil {
		return nil, err
	}
	if err := p.copyCollection(scratch, limit); err != nil {
		return nil, err
	}
	if _, err := scratch.Seek(journalModes, io.SeekStart); err != nil {
		return nil, err
	}
	_, err := scratch.Write([]byte(oneFile))
	return nil, err
}

// At journalModes a database says how it was last written. What is oneFile there can be opened on its own: 2 would
// stand there for one with a log beside it, which a package never has.
const (
	journalModes = 18
	oneFile      = "\x01\x01"
)

// copyCollection copies the database, of limit bytes at most.
func (p *Package) copyCollection(w io.Writer, limit int64) error {
	f := p.members[p.Kind.member()]
	if f == nil {
		return fmt.Errorf("no such member: not an Anki package")
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	content := r
	if p.Kind == Latest {
		if content, err = unzstd(r); err != nil {
			return errors.Join(err, r.Close())
		}
	}
	n, err := io.Copy(w, &limited{r: content, left: limit})
	if p.Kind == Latest {
		err = errors.Join(err, content.Close())
	}
	switch err = errors.Join(err, r.Close()); {
	case err != nil:
		return err
	case n < 512:
		return fmt.Errorf("no SQLite database in %d bytes", n)
	}
	return nil
}

// sort puts everything in the order that Package promises.
func (p *Package) sort() {
	slices.SortFunc(p.Decks, func(a, b Deck) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(p.NoteTypes, func(a, b NoteType) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(p.Notes, func(a, b Note) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(p.Cards, func(a, b Card) int { return cmp.Compare(a.ID, b.ID) })
}
