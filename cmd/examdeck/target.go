package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/csv"
	"github.com/examdeck/examdeck/internal/atomicfile"
	"github.com/examdeck/examdeck/internal/parallel"
	"github.com/examdeck/examdeck/internal/patherr"
)

// target is one file that an export writes.
type target struct {
	// file is its name; name that of the deck or source of which it is made, where the export is split.
	file, name string
	set        *deck.Set
	// state is "written", "unchanged" or "failed"; in a dry run it says what would be.
	state string
	err   error
}

// targets are the files that the export writes.
func (e *export) targets(in *input, set *deck.Set, b *baseline) []*target {
	if e.split != "" {
		return e.splitTargets(in, set, b)
	}
	return []*target{{file: e.output, set: set}}
}

// prepare numbers the notes of all targets together, and finds out which of them hold already what they should.
func (e *export) prepare(targets []*target, set *deck.Set, b *baseline) error {
	if e.format == "apkg" && e.split != "" {
		var err error
		if e.numbering, err = apkg.Number(set, e.packageOptions()); err != nil {
			return fmt.Errorf("internal error: %w", err)
		}
	}
	parallel.Each(len(targets), func(i int) {
		t := targets[i]
		t.state = "written"
		old := b.at[t.file]
		if old == nil || e.noBaseline {
			return
		}
		if sum, err := apkg.Digest(t.set, e.packageOptions()); err == nil && sum == old.stamp.Digest {
			t.state = "unchanged"
		}
	})
	return nil
}

// writeAll writes what is to be written, the media of text files first, each file the old or the new one at any time.
// What can't be written is told, and keeps nothing else from being written.
func (e *export) writeAll(targets []*target, media []deck.Media, b *baseline) error {
	if e.media != "" {
		if err := writeMedia(e.media, media); err != nil {
			return notWritten(e.output, err)
		}
	}
	if e.split != "" {
		if err := os.Mkdir(e.output, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
			return fmt.Errorf("%s: it can't be made: %w", e.output, patherr.Reason(err))
		}
	}
	place, err := atomicfile.Open(e.workplace())
	if err != nil {
		return fmt.Errorf("%s: it can't be written: %w", e.output, patherr.Reason(err))
	}
	step := e.talk.progress("writing", len(targets))
	parallel.Each(len(targets), func(i int) {
		t := targets[i]
		if t.state != "unchanged" {
			t.err = e.write(place, fmt.Sprint(i), t, b)
		}
		step()
	})
	e.talk.endProgress()
	for _, t := range targets {
		if t.err != nil {
			t.state = "failed"
			e.talk.fault(t.err)
			err = errTold
		}
	}
	if closeErr := place.Close(); closeErr != nil {
		return errors.Join(err, closeErr)
	}
	return err
}

// workplace is the file beside which the work is done.
func (e *export) workplace() string {
	if e.split != "" {
		return filepath.Join(e.output, "examdeck")
	}
	return e.output
}

// write writes one target; number tells its unfinished files from those of others.
func (e *export) write(place *atomicfile.Workplace, number string, t *target, b *baseline) error {
	if fault := b.foreign[fold(t.file)]; fault != nil {
		return hinted("move it away, or choose another folder with -o", "%s: this file is not overwritten: %w", t.file, fault)
	}
	file, err := place.Create(number)
	if err == nil {
		err = e.fill(place, file, t, b)
	}
	if err != nil {
		return notWritten(t.file, err)
	}
	return nil
}

// notWritten is the error for an output that could not be written.
func notWritten(name string, err error) error {
	if errors.Is(err, deck.ErrMediaChanged) {
		return hinted("export again", "%s: %w; nothing is written", name, err)
	}
	return fmt.Errorf("%s: %w; nothing is written", name, patherr.Reason(err))
}

// fill writes the file and puts it in its place, unless the same is there already.
func (e *export) fill(place *atomicfile.Workplace, file *os.File, t *target, b *baseline) error {
	if err := e.fillFile(place, file, t); err != nil {
		return errors.Join(err, file.Close(), place.Remove(file))
	}
	if e.format != "apkg" && sameContent(file, t.file) {
		t.state = "unchanged"
		return errors.Join(file.Close(), place.Remove(file))
	}
	if e.split == "" {
		b.close() // no system has to rename over an open file
	}
	return place.Publish(file, t.file)
}

// fillFile writes the set in the format of the output.
func (e *export) fillFile(place *atomicfile.Workplace, file *os.File, t *target) (err error) {
	switch e.format {
	case "csv":
		return csv.Write(file, t.set, csv.Options{Separator: csv.Comma})
	case "tsv":
		return csv.Write(file, t.set, csv.Options{Separator: csv.Tab})
	}
	scratch, err := place.Create(filepath.Base(file.Name()) + ".collection")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, scratch.Close(), place.Remove(scratch)) }()
	opts := e.packageOptions()
	opts.Scratch = scratch
	return apkg.Write(file, t.set, opts) // which has a buffer of its own
}

// packageOptions are those of all packages that the export writes.
func (e *export) packageOptions() apkg.Options {
	return apkg.Options{Time: e.time, Shuffle: e.shuffle, Description: e.description, Split: e.split, Numbering: e.numbering}
}

// sameContent reports whether a file that was just written holds what the one of that name does.
func sameContent(file *os.File, name string) bool {
	old, err := os.Open(name)
	if err != nil {
		return false
	}
	defer old.Close()
	size, err := file.Seek(0, io.SeekEnd)
	info, statErr := old.Stat()
	if err != nil || statErr != nil || info.Size() != size {
		return false
	}
	a, b := bufio.NewReader(io.NewSectionReader(file, 0, size)), bufio.NewReader(old)
	for range size {
		x, xErr := a.ReadByte()
		y, yErr := b.ReadByte()
		if xErr != nil || yErr != nil || x != y {
			return false
		}
	}
	return true
}
