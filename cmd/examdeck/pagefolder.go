package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/atomicfile"
	"github.com/examdeck/examdeck/internal/patherr"
)

// pageFolder is the folder into which a page is written. A stranger may have prepared it: no link in it is followed,
// and a file counts as examdeck's only by its content.
type pageFolder struct {
	dir string
	// root is the open folder; nil until there is one.
	root *os.Root
	// own are the files that an earlier run wrote.
	own map[pageFile]bool
}

// openPageFolder makes sure, before the sources are read, that a page can go into a folder.
func openPageFolder(dir string) (*pageFolder, error) {
	f := &pageFolder{dir: dir, own: map[pageFile]bool{}}
	clean := filepath.Clean(dir) // without a slash at its end, which would follow a link
	info, err := os.Lstat(clean)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(clean)); err != nil {
			return nil, fmt.Errorf("%s: the folder it should be made in: %w", dir, patherr.Reason(err))
		}
		return f, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", dir, patherr.Reason(err))
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, hinted("name the folder itself with -o", "%s: this folder is a link, and links are not followed here", dir)
	case !info.IsDir():
		return nil, hinted("name a folder with -o", "%s: the output is a file", dir)
	}
	if err := f.open(); err != nil {
		return nil, err
	}
	if err := f.readList(); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (f *pageFolder) open() (err error) {
	if f.root, err = os.OpenRoot(f.dir); err != nil {
		return fmt.Errorf("%s: %w", f.dir, patherr.Reason(err))
	}
	return nil
}

func (f *pageFolder) close() {
	if f.root != nil {
		_ = f.root.Close() // it was only a way to the files
	}
}

func (f *pageFolder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// foreign is the error for what is in the way of the page.
func (f *pageFolder) foreign(name string) error {
	return hinted("move it away, or choose another folder with -o", "%s: this file is not overwritten: examdeck did not write it", f.path(name))
}

// write puts the files in their place, those of the earlier page beside them until the index is replaced: whoever
// looks sees the old page or the new one. Nothing is overwritten that an earlier run did not write.
func (f *pageFolder) write(files []preview.File) error {
	var page []pageFile
	var missing []int
	for i, file := range files {
		p, err := pageFileOf(file)
		if err != nil {
			return hinted("run it again", "%s: %w; nothing is written", file.Path, patherr.Reason(err))
		}
		there, err := f.holds(p)
		if err != nil {
			return err
		}
		if page = append(page, p); !there {
			missing = append(missing, i)
		}
	}
	if f.root == nil {
		if err := os.Mkdir(f.dir, 0o777); err != nil {
			return fmt.Errorf("%s: it can't be made: %w", f.dir, patherr.Reason(err))
		}
		if err := f.open(); err != nil {
			return err
		}
	}
	place, err := atomicfile.Open(f.path(preview.Index))
	if err != nil {
		return fmt.Errorf("%s: it can't be written: %w", f.dir, patherr.Reason(err))
	}
	return errors.Join(f.fill(place, files, page, missing), place.Close())
}

// pageFileOf reads a file of the page for its hash. A picture that is not what its name says has changed since it was
// named.
func pageFileOf(file preview.File) (pageFile, error) {
	in, err := file.Open()
	if err != nil {
		return pageFile{}, err
	}
	sum, err := sumOf(in)
	if err := errors.Join(err, in.Close()); err != nil {
		return pageFile{}, err
	}
	if !preview.CanHold(file.Name, sum) {
		return pageFile{}, deck.ErrMediaChanged
	}
	return pageFile{file.Name, hex.EncodeToString(sum[:])}, nil
}

// holds reports whether a file is there as it should be. It fails where something is in the way that examdeck did not
// write.
func (f *pageFolder) holds(p pageFile) (bool, error) {
	there, err := f.lookAt(p.Name)
	switch {
	case err != nil:
		return false, err
	case there.SHA256 != "" && there != p && !f.own[there]:
		return false, f.foreign(p.Name)
	}
	return there == p, nil
}

// lookAt returns the file of that name with its hash, which is empty where there is none. It fails for what is no
// ordinary file, and for what does not lie in ordinary folders.
func (f *pageFolder) lookAt(name string) (pageFile, error) {
	p := pageFile{Name: name}
	if f.root == nil {
		return p, nil
	}
	elements := strings.Split(name, "/")
	for i := range elements {
		at := path.Join(elements[:i+1]...)
		info, err := f.root.Lstat(at)
		isLast := i == len(elements)-1
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return p, nil
		case err != nil:
			return p, fmt.Errorf("%s: %w", f.path(at), patherr.Reason(err))
		case !isLast && !info.IsDir(), isLast && !info.Mode().IsRegular():
			return p, f.foreign(at)
		}
	}
	in, err := f.root.Open(name)
	if err != nil {
		return p, fmt.Errorf("%s: %w", f.path(name), patherr.Reason(err))
	}
	defer in.Close() // it was only read
	sum, err := sumOf(in)
	if err != nil {
		return p, fmt.Errorf("%s: %w", f.path(name), patherr.Reason(err))
	}
	p.SHA256 = hex.EncodeToString(sum[:])
	return p, nil
}

// fill lists the files before the first is there, so that what a killed run leaves is known to the next.
func (f *pageFolder) fill(place *atomicfile.Workplace, files []preview.File, page []pageFile, missing []int) error {
	before := slices.Clone(page)
	for p := range f.own {
		before = append(before, p)
	}
	if err := f.list(place, before); err != nil {
		return err
	}
	for _, i := range missing {
		if err := f.put(place, fmt.Sprint(i), files[i], page[i].SHA256); err != nil {
			return err
		}
	}
	for p := range f.own {
		if slices.Contains(page, p) {
			continue
		}
		if there, err := f.lookAt(p.Name); err != nil || there != p {
			continue // it is somebody else's by now, or gone
		}
		if err := f.root.Remove(p.Name); err != nil {
			return fmt.Errorf("%s: %w", f.path(p.Name), patherr.Reason(err))
		}
	}
	return f.list(place, page)
}

// list writes down which files are the page's.
func (f *pageFolder) list(place *atomicfile.Workplace, files []pageFile) error {
	var data bytes.Buffer
	if err := printList(&data, files); err != nil {
		return err
	}
	sum := sha256.Sum256(data.Bytes())
	return f.put(place, "list", preview.File{Name: pageList, Data: data.Bytes()}, hex.EncodeToString(sum[:]))
}

// put writes one file, which has to have the hash.
func (f *pageFolder) put(place *atomicfile.Workplace, number string, file preview.File, sum string) error {
	if err := f.copy(place, number, file, sum); err != nil {
		return fmt.Errorf("%s: %w", f.path(file.Name), patherr.Reason(err))
	}
	return nil
}

func (f *pageFolder) copy(place *atomicfile.Workplace, number string, file preview.File, sum string) (err error) {
	if err := f.root.MkdirAll(path.Dir(file.Name), 0o777); err != nil {
		return err
	}
	in, err := file.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := place.Create(number)
	if err != nil {
		return err
	}
	hash := sha256.New()
	if _, err = io.Copy(io.MultiWriter(out, hash), in); err == nil && hex.EncodeToString(hash.Sum(nil)) != sum {
		err = deck.ErrMediaChanged
	}
	if err != nil {
		return errors.Join(err, out.Close(), place.Remove(out))
	}
	return place.PublishIn(f.root, out, filepath.FromSlash(file.Name))
}

// sumOf is the hash of what a reader gives.
func sumOf(r io.Reader) (sum [sha256.Size]byte, err error) {
	hash := sha256.New()
	_, err = io.Copy(hash, r)
	return [sha256.Size]byte(hash.Sum(nil)), err
}
