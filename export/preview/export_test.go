package preview

import (
	"crypto/sha512"
	"encoding/base64"
)

// Integrity is the hash of a script as browsers take it.
func Integrity(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Style is the style of the page.
func Style() string { return string(embedded("page.css")) }
