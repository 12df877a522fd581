package apkg

import "strings"

// Container is the form of a package; Anki has had three.
type Container uint8

// The containers, numbered as in PackageMetadata.Version (proto/anki/import_export.proto).
const (
	// Legacy1 holds collection.anki2 with schema 11: every Anki reads it, and [Write] makes it.
	Legacy1 Container = 1
	// Legacy2 holds collection.anki21 with schema 11.
	Legacy2 Container = 2
	// Latest holds collection.anki21b, compressed, with schema 18 as a rule.
	Latest Container = 3
)

// The members of a package besides the media, which are named "0", "1" and so on.
const (
	collectionLegacy1 = "collection.anki2"
	collectionLegacy2 = "collection.anki21"
	collectionLatest  = "collection.anki21b"
	metaMember        = "meta"
	mediaMember       = "media"
)

// String returns "legacy 1", "legacy 2" or "latest".
func (c Container) String() string {
	switch c {
	case Legacy1:
		return "legacy 1"
	case Legacy2:
		return "legacy 2"
	case Latest:
		return "latest"
	}
	return "unknown"
}

// member is the name of the container's collection.
func (c Container) member() string {
	switch c {
	case Legacy2:
		return collectionLegacy2
	case Latest:
		return collectionLatest
	}
	return collectionLegacy1
}

// IsBackup tells the names of files that Anki takes for backups: it replaces the whole collection with one
// (qt/aqt/import_export/importing.py).
func IsBackup(file string) bool {
	file = strings.ToLower(file)
	return file == "collection.apkg" || strings.HasPrefix(file, "backup-") && strings.HasSuffix(file, ".apkg")
}
