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
// a backup, and no folder is in the way. It tells whether there is a file, which [openOwn] looks into.
func checkOutput(output string) (exists bool, err error) {
	name := strings.ToLower(filepath.Base(output))
	if name == "collection.apkg" || strings.HasPrefix(name, "backup-") && strings.HasSuffix(name, ".apkg") {
		return false, hinted("choose another name with -o",
			"%s: Anki takes a file of this name for a backup, and would replace the learner's whole collection with it", output)
	}
	info, err := os.Stat(output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(output)); err != nil {
			return false, fmt.Errorf("%s: the folder it should go into: %w", output, plain(err))
		}
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%s: %w", output, plain(err))
	case info.IsDir():
		return false, hinted("name a file in it, such as "+filepath.Join(output, "exams.apkg"), "%s: the output is a folder", output)
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%s: the output is no ordinary file", output)
	case info.Size() == 0:
		return false, nil
	}
	return true, nil
}

// openOwn opens the package that lies at the output; for a text file it gives nil. What examdeck did not write is an error.
func openOwn(output string) (*openPackage, error) {
	var pkg *openPackage
	var err error
	if formatOf(output) == ".apkg" {
		pkg, err = readOwn(output)
	} else {
		err = checkText(output)
	}
	if err != nil {
		return nil, hinted("move it away, or choose another name with -o", "%s: this file is not overwritten: %w", output, err)
	}
	return pkg, nil
}

func checkText(output string) error {
	file, err := os.Open(output)
	if err != nil {
		return plain(err)
	}
	defer file.Close()
	if !csv.Written(file) {
		return errors.New("examdeck did not write it")
	}
	return nil
}

// write writes the set to the output, which is the old file or the new one at any time. The baseline, which may be the old one, is
// closed before.
func (e *export) write(set *deck.Set, memory *deck.Baseline, b *baseline) (err error) {
	place, err := atomicfile.Open(e.output)
	if err != nil {
		return fmt.Errorf("%s: it can't be written: %w", e.output, plain(err))
	}
	defer func() { err = errors.Join(err, place.Close()) }()
	if err := e.fill(place, set, memory, b); err != nil {
		return fmt.Errorf("%s: %w; nothing is written", e.output, plain(err))
	}
	return nil
}

func (e *export) fill(place *atomicfile.Workplace, set *deck.Set, memory *deck.Baseline, b *baseline) error {
	file, err := place.Create("out")
	if err != nil {
		return err
	}
	if err := e.fillFile(place, file, set, memory); err != nil {
		return errors.Join(err, file.Close())
	}
	if e.media != "" {
		if err := writeMedia(e.media, set.Media); err != nil {
			return errors.Join(err, file.Close())
		}
	}
	b.close()
	return place.Publish(file, e.output)
}

// fillFile writes the set in the format that the output's ending names.
func (e *export) fillFile(place *atomicfile.Workplace, file *os.File, set *deck.Set, memory *deck.Baseline) error {
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
	if err := apkg.Write(buffered, scratch, set, e.packageOptions(memory)); err != nil {
		return err
	}
	return buffered.Flush()
}

// packageOptions are those of a package; memory may be nil.
func (e *export) packageOptions(memory *deck.Baseline) apkg.Options {
	opts := apkg.Options{Time: e.time, Shuffle: e.shuffle, Description: e.description}
	if memory != nil {
		opts.Memory = *memory
	}
	return opts
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
