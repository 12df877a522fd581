package apkg

import (
	"crypto/sha1"
	"encoding/binary"
	"strings"
)

// checksum is notes.csum: the first four bytes of the SHA-1 of the first field. Anki takes the HTML away before
// (rslib/src/notes/mod.rs), but our first field is the GUID, which has none.
func checksum(guid string) int64 {
	sum := sha1.Sum([]byte(guid))
	return int64(binary.BigEndian.Uint32(sum[:4]))
}

// isEmpty tells whether Anki takes a field for empty: nothing in it but blanks and empty br and div tags
// (field_is_empty in rslib/src/template.rs).
func isEmpty(field string) bool {
	for {
		field = strings.TrimSpace(field)
		if field == "" {
			return true
		}
		end := strings.IndexByte(field, '>')
		if end < 0 || field[0] != '<' {
			return false
		}
		tag := strings.TrimSuffix(strings.TrimPrefix(field[1:end], "/"), "/")
		switch strings.ToLower(strings.TrimSuffix(tag, " ")) {
		case "br", "div":
			field = field[end+1:]
		default:
			return false
		}
	}
}

// plainGUID tells whether a GUID is made of letters and digits alone: Anki would take others, but its search and a CSV
// file can't hold them as they are.
func plainGUID(guid string) bool {
	for _, c := range []byte(guid) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return guid != ""
}
