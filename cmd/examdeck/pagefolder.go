package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/atomicfile"
	"github.com/examdeck/examdeck/internal/patherr"
)

// pageList is the file in which a page's folder says which of its files are the page's.
const pageList = "examdeck-preview.json"

// pageFolder is the folder into which a page is written.
type pageFolder struct {
	dir string
	// own are the files that an earlier run wrote, by their paths from the folder, with slashes.
	own map[string]bool
}

// openPageFolder makes sure, before the sources are read, that a page can go into a folder.
func openPageFolder(dir string) (*pageFolder, error) {
	f := &pageFolder{dir: dir, own: map[string]bool{}}
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(f.path(pageList))
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.path(pageList), patherr.Reason(err))
	}
	var list struct {
		Files []string `json:"files"`
	}
	if err := json.Unmarshal(data, &list); err != nil || slices.ContainsFunc(list.Files, func(name string) bool { return !filepath.IsLocal(name) }) {
		return nil, hinted("move the folder away, or choose another one with -o", "%s: it is not what examdeck writes there", f.path(pageList))
	}
	for _, name := range list.Files {
		f.own[name] = true
	}
	return f, nil
}

func (f *pageFolder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// write puts the files in their place, those of the earlier page beside them until the index is replaced: whoever looks sees the old page
// or the new one. Nothing is overwritten that an earlier run did not write.
func (f *pageFolder) write(files []preview.File) error {
	var names []string
	for _, file := range files {
		names = append(names, file.Name)
		if _, err := os.Lstat(f.path(file.Name)); err == nil && !f.own[file.Name] {
			return hinted("move it away, or choose another folder with -o", "%s: this file is not overwritten: examdeck did not write it", f.path(file.Name))
		}
	}
	if err := os.MkdirAll(filepath.Join(f.dir, preview.Folder), 0o777); err != nil {
		return fmt.Errorf("%s: it can't be made: %w", f.dir, patherr.Reason(err))
	}
	place, err := atomicfile.Open(f.path(preview.Index))
	if err != nil {
		return fmt.Errorf("%s: it can't be written: %w", f.dir, patherr.Reason(err))
	}
	return errors.Join(f.fill(place, files, names), place.Close())
}

// fill lists the files before the first is there, so that what a killed run leaves is known to the next.
func (f *pageFolder) fill(place *atomicfile.Workplace, files []preview.File, names []string) error {
	if err := f.list(place, slices.Concat(names, sortedKeys(f.own))); err != nil {
		return err
	}
	for i, file := range files {
		if err := f.put(place, fmt.Sprint(i), file); err != nil {
			return fmt.Errorf("%s: %w", f.path(file.Name), patherr.Reason(err))
		}
	}
	for name := range f.own {
		if !slices.Contains(names, name) {
			if err := os.Remove(f.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s: %w", f.path(name), patherr.Reason(err))
			}
		}
	}
	return f.list(place, names)
}

// list writes down which files are the page's.
func (f *pageFolder) list(place *atomicfile.Workplace, names []string) error {
	slices.Sort(names)
	var data bytes.Buffer
	if err := printJSON(&data, map[string]any{"files": slices.Compact(names)}); err != nil {
		return err
	}
	if err := f.put(place, "list", preview.File{Name: pageList, Data: data.Bytes()}); err != nil {
		return fmt.Errorf("%s: %w", f.path(pageList), patherr.Reason(err))
	}
	return nil
}

// put writes one file, unless it is there: all but the index and the list have names that follow what is in them.
func (f *pageFolder) put(place *atomicfile.Workplace, number string, file preview.File) (err error) {
	target := f.path(file.Name)
	if file.Name != preview.Index && file.Name != pageList && file.FS == nil {
		if info, err := os.Stat(target); err == nil && info.Size() == int64(len(file.Data)) {
			return nil
		}
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
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
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(err, out.Close(), place.Remove(out))
	}
	return place.Publish(out, target)
}
