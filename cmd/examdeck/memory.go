package main

import (
	"io/fs"
	"os"
	"runtime/debug"
	"sync"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/parse"
)

// The process may take three times the size of its sources and 100 MB, of which some is not the garbage collector's.
// Syntax trees, two or so at a time, are many times the size of their source, which counts where one is large.
const (
	memoryBase    = 57_000_000
	memoryPerByte = 3
	memoryPerTree = 50
	// memoryPerText is what a byte of a baseline's notes takes, next to all else that is known of them.
	memoryPerText = 3
)

// tuneMemory lets the garbage collector run seldom, as long as there is room: a tenth faster, for a process that soon
// ends.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// limitMemory sets how much memory an export of the sources should take. It is no hard limit: what is needed is had.
func limitMemory(sources []parse.Source) {
	var all, largest int64
	for _, s := range sources {
		if info, err := fs.Stat(s.Vault.FS, s.Path); err == nil {
			all += info.Size()
			largest = max(largest, info.Size())
		}
	}
	setMemoryLimit(memoryBase + memoryPerByte*all + memoryPerTree*largest)
}

// growing keeps one package at a time from making room: several may be read at once.
var growing sync.Mutex

// allowMemory makes room for a package that was read beside the sources.
func allowMemory(pkg *apkg.Package) {
	var text int64
	for _, n := range pkg.Notes {
		for _, field := range n.Fields {
			text += int64(len(field))
		}
	}
	growing.Lock()
	defer growing.Unlock()
	setMemoryLimit(debug.SetMemoryLimit(-1) + memoryPerText*text)
}

func setMemoryLimit(bytes int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bytes)
	}
}
