package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/patherr"
)

// pageList is the file in which a page's folder says which of its files are the page's.
const pageList = "examdeck-preview.json"

// maxPageList is how many bytes of it are read: far more than a page has files.
const maxPageList = 64 << 20

// pageFile is a file of a page, by its path from the folder, with slashes, and the hash of its content.
type pageFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// printList prints files as the list names them.
func printList(w io.Writer, files []pageFile) error {
	slices.SortFunc(files, func(a, b pageFile) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.SHA256, b.SHA256)) })
	return printJSON(w, struct {
		Files []pageFile `json:"files"`
	}{slices.Compact(files)})
}

// readList reads which files are the page's. A list that examdeck would not write is an error: it is never overwritten.
func (f *pageFolder) readList() error {
	info, err := f.root.Lstat(pageList)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var data []byte
	if err == nil && info.Mode().IsRegular() && info.Size() <= maxPageList {
		data, err = f.root.ReadFile(pageList)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", f.path(pageList), patherr.Reason(err))
	}
	var list struct {
		Files []pageFile `json:"files"`
	}
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(&list); err != nil || in.More() || list.Files == nil || slices.ContainsFunc(list.Files, isStrange) {
		return hinted("move the folder away, or choose another one with -o", "%s: it is not what examdeck writes there", f.path(pageList))
	}
	for _, p := range list.Files {
		f.own[p] = true
	}
	return nil
}

// isStrange reports whether no page has such a file.
func isStrange(p pageFile) bool {
	sum, err := hex.DecodeString(p.SHA256)
	return err != nil || len(sum) != sha256.Size || !preview.CanHold(p.Name, [sha256.Size]byte(sum))
}
