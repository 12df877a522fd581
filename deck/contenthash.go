package deck

// The hashes of this file are kept in packages: how they are made is frozen.

// hash64 is FNV-1a of 64 bits.
type hash64 uint64

const (
	fnv64Start = 14695981039346656037
	fnv64Prime = 1099511628211
)

func newHash64() hash64 { return fnv64Start }

// part adds a text so that two lists of texts with the same letters differ.
func (h *hash64) part(s string) {
	v := uint64(*h)
	for n := len(s); ; n >>= 8 {
		v = (v ^ uint64(n&0xff)) * fnv64Prime
		if n < 0x100 {
			break
		}
	}
	for i := 0; i < len(s); i++ {
		v = (v ^ uint64(s[i])) * fnv64Prime
	}
	*h = hash64(v)
}

// KeyHash is what a baseline keeps of a key. It is never 0.
func KeyHash(key string) uint64 {
	h := newHash64()
	h.part(key)
	return max(1, uint64(h))
}

// contentHash is a hash of all that a question asks and answers, whatever its kind and the numbers of
// its clozes. It is never 0.
func contentHash(q *Question) uint64 {
	h := newHash64()
	h.part(unnumbered(q.Prompt))
	for _, o := range q.Choices {
		h.part(o.Letter)
		h.part(o.HTML)
		if o.Right {
			h.part("right")
		}
	}
	h.part(q.Answer)
	h.part(q.Extra)
	return max(1, uint64(h))
}
