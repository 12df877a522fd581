package deck

import (
	"crypto/sha256"
	"encoding/binary"
)

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// guidLen is the number of base62 digits that hold any 64 bits.
const guidLen = 11

// DeriveGUID derives a GUID from parts: 11 characters of [A-Za-z0-9], the same for the same parts in every
// run. Each part is hashed with its length before it, so that ("ab", "c") and ("a", "bc") differ. Anki
// takes any text as a GUID and compares it byte for byte (rslib/src/notes/mod.rs); letters and digits
// alone survive every text format.
func DeriveGUID(parts ...string) string {
	h := sha256.New()
	var length [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write([]byte(p))
	}
	n := binary.BigEndian.Uint64(h.Sum(nil))
	var out [guidLen]byte
	for i := guidLen - 1; i >= 0; i-- {
		out[i] = base62[n%62]
		n /= 62
	}
	return string(out[:])
}
