package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/csv"
	"github.com/examdeck/examdeck/internal/atomicfile"
	"github.com/examdeck/examdeck/internal/patherr"
)

// checkOutput makes sure, before the sources are read, that the output can go where it should: the name is none that Anki takes for
// a backup, and no folder is in the way. It tells whether there is a file, which is looked into later.
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
		return patherr.Reason(err)
	}
	defer file.Close()
	if !csv.Written(file) {
		return errors.New("examdeck did not write it")
	}
	return nil
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
