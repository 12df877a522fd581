package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/examdeck/examdeck/parse/vault"
)

// sumsOf are the hashes that earlier runs noted of a folder's media, in the user's cache. What can't be read there is
// as good as nothing.
type sumsOf struct {
	*vault.Sums
	file string
}

// openSums reads the hashes of a folder, given by its absolute path. It gives nil where the system has no place for a
// cache.
func (in *input) openSums(dir string) *vault.Sums {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	name := sha256.Sum256([]byte(realPath(dir)))
	s := &sumsOf{vault.NewSums(time.Now()), filepath.Join(cache, "examdeck", "media-"+hex.EncodeToString(name[:8])+".json")}
	if file, err := os.Open(s.file); err == nil {
		if known, err := vault.ReadSums(file, time.Now()); err == nil {
			s.Sums = known
		}
		_ = file.Close() // it was only read
	}
	in.sums = append(in.sums, s)
	return s.Sums
}

// saveSums notes the hashes for the next run. That this can't be done costs time then, and nothing else.
func (in *input) saveSums() {
	for _, s := range in.sums {
		if s.Changed() {
			_ = s.save()
		}
	}
}

func (s *sumsOf) save() error {
	if err := os.MkdirAll(filepath.Dir(s.file), 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(s.file), "new-")
	if err != nil {
		return err
	}
	if err = errors.Join(s.Write(file), file.Close()); err == nil {
		err = os.Rename(file.Name(), s.file)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// forgetSums makes the next run read all media.
func (in *input) forgetSums() {
	for _, s := range in.sums {
		if err := os.Remove(s.file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
}
