package apkg

import (
	"crypto/sha1"
	"encoding/binary"
)

// fieldSeparator parts the fields of a note in the database.
const fieldSeparator = "\x1f"

// checksum is notes.csum: the first four bytes of the SHA-1 of the first field. Anki takes the HTML away before
// (rslib/src/notes/mod.rs), but our first field is the GUID, which has none.
func checksum(guid string) int64 {
	sum := sha1.Sum([]byte(guid))
	return int64(binary.BigEndian.Uint32(sum[:4]))
}

// plainGUID reports whether a GUID is made of letters and digits alone: Anki would take others, but its search and a CSV
// file can't hold them as they are.
func plainGUID(guid string) bool {
	for _, c := range []byte(guid) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return guid != ""
}
