package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/csv"
	"github.com/examdeck/examdeck/internal/atomicfile"
)

// checkOutput makes sure, before the sources are read, that the output can go where it should: the name is none that Anki takes for
// a backup, and what lies there now was made by examdeck.
func checkOutput(output string) error {
	name := strings.ToLower(filepath.Base(output))
	if name == "collection.apkg" || strings.HasPrefix(name, "backup-") && strings.HasSuffix(name, ".apkg") {
		return hinted("choose another name with -o",
			"%s: Anki takes a file of this name for a backup, and would replace the learner's whole collection with it", output)
	}
	info, err := os.Stat(output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(output)); err != nil {
			return fmt.Errorf("%s: the folder it should go into: %w", output, plain(err))
		}
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", output, plain(err))
	case info.IsDir():
		return hinted("name a file in it, such as "+filepath.Join(output, "exams.apkg"), "%s: the output is a folder", output)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: the output is no ordinary file", output)
	case info.Size() == 0:
		return nil
	}
	if err := checkOwn(output, info.Size()); err != nil {
		return hinted("move it away, or choose another name with -o", "%s: this file is not overwritten: %w", output, err)
	}
	return nil
}

// checkOwn gives an error where an existing file is not one that examdeck wrote.
func checkOwn(output string, size int64) error {
	file, err := os.Open(output)
	if err != nil {
		return plain(err)
	}
	defer file.Close()
	if formatOf(output) != ".apkg" {
		if !csv.Written(file) {
			return errors.New("examdeck did not write it")
		}
		return nil
	}
	scratch, err := os.CreateTemp("", "examdeck-")
	if err != nil {
		return err
	}
	defer os.Remove(scratch.Name())
	defer scratch.Close()
	pkg, err := apkg.Read(file, size, scratch)
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) && pathErr.Path == scratch.Name() {
		return fmt.Errorf("it can't be looked into: %w", pathErr)
	}
	if err != nil {
		return fmt.Errorf("it is no package that can be read (%w)", err)
	}
	if !pkg.Own() {
		return errors.New("it holds no notes of examdeck's")
	}
	return nil
}

// write writes the set to the output, which is the old file or the new one at any time.
func (e *export) write(set *deck.Set) (err error) {
	place, err := atomicfile.Open(e.output)
	if err != nil {
		return fmt.Errorf("%s: it can't be written: %w", e.output, plain(err))
	}
	defer func() { err = errors.Join(err, place.Close()) }()
	if err := e.fill(place, set); err != nil {
		return fmt.Errorf("%s: %w; nothing is written", e.output, plain(err))
	}
	return nil
}

func (e *export) fill(place *atomicfile.Workplace, set *deck.Set) error {
	file, err := place.Create("out")
	if err != nil {
		return err
	}
	if err := e.fillFile(place, file, set); err != nil {
		return errors.Join(err, file.Close())
	}
	if e.media != "" {
		if err := writeMedia(e.media, set.Media); err != nil {
			return errors.Join(err, file.Close())
		}
	}
	return place.Publish(file, e.output)
}

// fillFile writes the set in the format that the output's ending names.
func (e *export) fillFile(place *atomicfile.Workplace, file *os.File, set *deck.Set) error {
	switch formatOf(e.output) {
	case ".csv":
		return csv.Write(file, set, csv.Options{Separator: csv.Comma})
	case ".tsv":
		return csv.Write(file, set, csv.Options{Separator: csv.Tab})
	}
	scratch, err := place.Create("collection")
	if err != nil {
		return err
	}
	defer scratch.Close()
	buffered := bufio.NewWriterSize(file, 1<<20)
	if err := apkg.Write(buffered, scratch, set, apkg.Options{Time: e.time}); err != nil {
		return err
	}
	return buffered.Flush()
}

// writeMedia puts the media into a folder, which is made if there is none. The name of each follows its content, so that one
// that is there already is left alone.
func writeMedia(dir string, media []deck.Media) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("making the folder for pictures: %w", err)
	}
	for _, m := range media {
		target := filepath.Join(dir, m.Name)
		if info, err := os.Stat(target); err == nil && info.Size() == m.Size {
			continue
		}
		if err := copyMedia(target, m); err != nil {
			return fmt.Errorf("picture %s: %w", m.Path, err)
		}
	}
	return nil
}

func copyMedia(target string, m deck.Media) (err error) {
	in, err := m.FS.Open(m.Path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	place, err := atomicfile.Open(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, place.Close()) }()
	out, err := place.Create("out")
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(err, out.Close())
	}
	return place.Publish(out, target)
}
