package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/csv"
	"github.com/examdeck/examdeck/internal/atomicfile"
	"github.com/examdeck/examdeck/internal/patherr"
)

// checkOutput makes sure, before the sources are read, that the output can go where it should: the name is none that
// Anki takes for a backup, and no folder is in the way. It reports whether there is a file, which is looked into
// later.
func checkOutput(output string) (exists bool, err error) {
	if apkg.IsBackup(filepath.Base(output)) {
		return false, hinted("choose another name with -o",
			"%s: Anki takes a file of this name for a backup, and would replace the learner's whole collection with it", output)
	}
	info, err := os.Stat(output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(output)); err != nil {
			return false, fmt.Errorf("%s: the folder it should go into: %w", output, patherr.Reason(err))
		}
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%s: %w", output, patherr.Reason(err))
	case info.IsDir():
		return false, hinted("name a file in it, such as "+filepath.Join(output, "exams.apkg"), "%s: the output is a folder", output)
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%s: the output is no ordinary file", output)
	case info.Size() == 0:
		return false, nil
	}
	return true, nil
}

// checkText makes sure that a text file is one of ours.
func checkText(output string) error {
	file, err := os.Open(output)
	if err != nil {
		return openFault(err)
	}
	defer file.Close()
	if _, err := file.ReadAt(make([]byte, 1), 0); err != nil && err != io.EOF {
		return openFault(err)
	}
	if !csv.Written(file) {
		return errors.New("examdeck did not write it")
	}
	return nil
}

// writeMedia puts the media into a folder, which is made if there is none. The name of each follows its content: one
// that is there already is left alone, and what has its name and another content is not examdeck's.
func writeMedia(dir string, media []deck.Media) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("making the folder for pictures: %w", err)
	}
	var missing []deck.Media
	for _, m := range media {
		there, err := holdsMedia(filepath.Join(dir, m.Name), m)
		if err != nil {
			return err
		}
		if !there {
			missing = append(missing, m)
		}
	}
	for _, m := range missing {
		if err := copyMedia(filepath.Join(dir, m.Name), m); err != nil {
			return fmt.Errorf("picture %s: %w", m.Path, err)
		}
	}
	return nil
}

// holdsMedia reports whether a file holds the media. It fails for one that holds something else.
func holdsMedia(name string, m deck.Media) (bool, error) {
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	foreign := hinted("move it away, or name another folder with --media", "%s: this file is not overwritten: it is not the one that examdeck writes there", name)
	info, err := os.Stat(name)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist): // which a link that leads nowhere gives
		return false, fmt.Errorf("%s: %w", name, patherr.Reason(err))
	case err != nil || !info.Mode().IsRegular() || info.Size() != m.Size:
		return false, foreign
	}
	file, err := os.Open(name)
	if err != nil {
		return false, fmt.Errorf("%s: %w", name, patherr.Reason(err))
	}
	defer file.Close() // it was only read
	sum, err := sumOf(file)
	if err != nil {
		return false, fmt.Errorf("%s: %w", name, patherr.Reason(err))
	}
	if sum != m.SHA256 {
		return false, foreign
	}
	return true, nil
}

func copyMedia(target string, m deck.Media) (err error) {
	place, err := atomicfile.Open(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, place.Close()) }()
	out, err := place.Create("out")
	if err != nil {
		return err
	}
	if err := m.Copy(out); err != nil {
		return errors.Join(err, out.Close())
	}
	return place.Publish(out, target)
}
