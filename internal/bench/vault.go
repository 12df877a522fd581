package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// pictureSize is how large each picture of the measured vault is: 5,000 of them are 2 GB.
const pictureSize = 420_000

// measureVault exports a vault of n notes, each with a picture of its own, once and then again without a change.
func measureVault(examdeck, dir string, n int) error {
	vault, out := filepath.Join(dir, "vault"), filepath.Join(dir, "vault.apkg")
	notes, err := generateVault(vault, n)
	if err != nil {
		return err
	}
	cache := filepath.Join(dir, "cache")
	export := func() (figures, error) {
		cmd := exec.Command(examdeck, "export", "-q", vault, "-o", out)
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache)
		return run(cmd)
	}
	if _, err := export(); err != nil { // what is read for the first time comes from the disk, and the floor of that is the disk's
		return err
	}
	if err := errors.Join(os.RemoveAll(cache), os.Remove(out)); err != nil { // as if there had been no export before
		return err
	}
	first, err := export()
	if err != nil {
		return err
	}
	info, err := os.Stat(out)
	if err != nil {
		return err
	}
	again, err := export()
	if err != nil {
		return err
	}
	now, err := os.Stat(out)
	if err != nil {
		return err
	}
	if !now.ModTime().Equal(info.ModTime()) {
		return fmt.Errorf("the second export wrote %s anew", out)
	}
	fmt.Printf("%d notes with %.1f MB of text and %.0f MB of pictures: %.2f s wall, %.2f s cpu, %.0f MB at most; again, unchanged: %.2f s, %.2f s, %.0f MB\n",
		n, float64(notes)/1e6, float64(n)*pictureSize/1e6, first.wall.Seconds(), first.cpu.Seconds(), float64(first.peak)/1e6,
		again.wall.Seconds(), again.cpu.Seconds(), float64(again.peak)/1e6)
	printBar("wall time of the second, of the first's", again.wall.Seconds()/first.wall.Seconds(), mostUnchanged, "x")
	printBar("peak memory", float64(max(first.peak, again.peak))/1e6, memoryBar(notes)/1e6, "MB")
	return nil
}

// generateVault writes notes in folders of 250, and their pictures in one of their own. It gives the number of bytes
// of the notes.
func generateVault(dir string, n int) (int64, error) {
	random, picture := rand.New(rand.NewPCG(1, 2)), make([]byte, pictureSize)
	old := time.Now().Add(-time.Hour) // a file that was written a moment ago is not trusted to be the same
	var total int64
	for i := range n {
		for k := range picture {
			picture[k] = byte(random.Uint32())
		}
		text := ""
		for q := range 4 {
			text += fmt.Sprintf("#### Question %d\n\n> What is thing %d of note %d, and why does $a_{%d} < b_{%d}$ matter?\n\nIt is bounded by %d times its first "+
				"term, as in lecture %d, whatever the order of the others.\n\n", q+1, q, i, i, q, i*q, i%30)
		}
		text += fmt.Sprintf("![[picture %d.jpg]]\n", i)
		for name, data := range map[string][]byte{
			filepath.Join(dir, fmt.Sprint("course ", i/250), fmt.Sprintf("exam %d.md", i)): []byte(text),
			filepath.Join(dir, "attachments", fmt.Sprintf("picture %d.jpg", i)):            picture,
		} {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return 0, err
			}
			if err := os.WriteFile(name, data, 0o644); err != nil {
				return 0, err
			}
			if err := os.Chtimes(name, old, old); err != nil {
				return 0, err
			}
		}
		total += int64(len(text))
	}
	return total, nil
}
