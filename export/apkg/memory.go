package apkg

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/deck/cloze"
)

// A package remembers who is who in a member of its own, which Anki passes over: one JSON object
//
//	{"format":1,"root":"exams","namespace":"exams","digest":"3f5a…","questions":[
//	{"guid":"2tqZhTfnrWu","key":"9f0c…","number":"7"},
//	{"guid":"8YhQ…","state":"retired",…}
//	]}
//
// with a line for each question of the package and each that an earlier one held, on which reading relies.
// docs/identity.md lists the fields.
const memoryMember = "examdeck.json"

// memoryFormat grows when a reader of the former one could no longer make sense of it.
const memoryFormat = 1

// What a memory may hold at most.
const (
	maxMemory     = 256 << 20 // bytes
	maxLine       = 8 << 20   // bytes of one line; a longer one is not written
	maxRemembered = 1 << 19   // questions beside those that the package holds
)

// memoryHead is the first line of a memory.
type memoryHead struct {
	Format    int    `json:"format"`
	Root      string `json:"root"`
	Namespace string `json:"namespace"`
	// Split says by what the whole was split of which the package is a part; Digest is that of its content, in hex.
	Split  string `json:"split,omitempty"`
	Digest string `json:"digest,omitempty"`
}

// remembered is one question in a memory. What Anki's tables hold is left out for a question that is in the package.
type remembered struct {
	GUID   string `json:"guid"`
	State  string `json:"state,omitempty"` // "unread" or "retired"
	Key    hex64  `json:"key,omitempty"`
	ID     string `json:"id,omitempty"`
	Number string `json:"number,omitempty"`
	Cloze  int    `json:"cloze,omitempty"`

	Note    int64       `json:"note,omitempty"`
	Mod     int64       `json:"mod,omitempty"`
	Kind    string      `json:"kind,omitempty"`
	Deck    string      `json:"deck,omitempty"`
	Exam    string      `json:"exam,omitempty"`
	Label   string      `json:"label,omitempty"`
	Source  string      `json:"source,omitempty"`
	Fields  hex64       `json:"fields,omitempty"`
	Content hex64       `json:"content,omitempty"`
	Prompt  sketchText  `json:"prompt,omitempty"`
	Answer  sketchText  `json:"answer,omitempty"`
	Clozes  [][4]uint32 `json:"clozes,omitempty"`
}

// hex64 is a hash, written as 16 hex digits, since a number of 64 bits is more than JSON is sure to keep.
type hex64 uint64

// MarshalText writes the digits.
func (h hex64) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%016x", uint64(h)), nil }

// UnmarshalText reads them.
func (h *hex64) UnmarshalText(text []byte) error {
	v, err := strconv.ParseUint(string(text), 16, 64)
	*h = hex64(v)
	return err
}

// sketchText is a sketch, written as base64 of its hashes, four bytes each, the highest first.
type sketchText deck.Sketch

// MarshalText writes the hashes.
func (s sketchText) MarshalText() ([]byte, error) {
	raw := make([]byte, 0, 4*len(s))
	for _, h := range s {
		raw = binary.BigEndian.AppendUint32(raw, h)
	}
	return base64.RawStdEncoding.AppendEncode(nil, raw), nil
}

// UnmarshalText reads them.
func (s *sketchText) UnmarshalText(text []byte) error {
	raw, err := base64.RawStdEncoding.AppendDecode(nil, text)
	if err != nil {
		return err
	}
	if len(raw)%4 != 0 || len(raw) > 1<<16 {
		return fmt.Errorf("a sketch of %d bytes", len(raw))
	}
	for i := 0; i < len(raw); i += 4 {
		h := binary.BigEndian.Uint32(raw[i:])
		if n := len(*s); n > 0 && (*s)[n-1] >= h {
			return errors.New("a sketch is not in order")
		}
		*s = append(*s, h)
	}
	return nil
}

// newHead is the head of the memory of a set, without the digest.
func newHead(set *deck.Set, opts Options) memoryHead {
	return memoryHead{Format: memoryFormat, Root: set.Root, Namespace: cmp.Or(set.Namespace, set.Root), Split: opts.Split}
}

// writeMemory writes a memory, of which the lines are those of memoryLines.
func writeMemory(w io.Writer, head memoryHead, lines []byte) error {
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s,\"questions\":[", bytes.TrimSuffix(text, []byte("}")))
	b.Write(lines)
	b.WriteString("\n]}\n") // the end is a line of its own
	return b.Flush()
}

// memoryLines are the lines of the questions that a package holds, and of those that it remembers beside them.
func memoryLines(set *deck.Set) ([]byte, error) {
	var b bytes.Buffer
	inSet := make(map[string]bool, set.Len())
	line := func(r remembered) error {
		text, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if len(text) > maxLine {
			return nil // the heading of an exam may be as long as a source
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(text)
		return nil
	}
	absent := make(map[string]deck.State, len(set.Memory))
	for _, k := range set.Memory {
		absent[k.GUID] = k.State
	}
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			inSet[q.GUID] = true
			if absent[q.GUID] != deck.Live {
				continue // it is in the package for the last time
			}
			r := remembered{GUID: q.GUID, Key: hex64(deck.KeyHash(q.Key)), ID: q.ExplicitID, Number: q.Number, Cloze: q.LastCloze}
			if q.SourceHidden {
				r.Source = q.Source // the note does not say it
			}
			if err := line(r); err != nil {
				return nil, err
			}
		}
	}
	for _, k := range set.Memory {
		if k.State == deck.Live && inSet[k.GUID] {
			continue
		}
		if err := line(rememberedOf(k)); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

var stateNames = map[deck.State]string{deck.Unread: "unread", deck.Retired: "retired"}

func rememberedOf(k deck.Known) remembered {
	r := remembered{GUID: k.GUID, State: stateNames[k.State], Key: hex64(k.Key), ID: k.ExplicitID, Number: k.Number, Cloze: k.LastCloze,
		Note: k.NoteID, Kind: k.Kind.String(), Deck: k.Deck, Exam: k.Exam, Label: k.Label, Source: k.Source, Fields: hex64(k.Fields),
		Content: hex64(k.Memory.Content), Prompt: sketchText(k.Memory.Prompt), Answer: sketchText(k.Memory.Answer)}
	if !k.Mod.IsZero() {
		r.Mod = k.Mod.Unix()
	}
	for _, d := range k.Memory.Clozes {
		r.Clozes = append(r.Clozes, [4]uint32{uint32(d.Number), d.Text, d.Before, d.After})
	}
	return r
}

// known returns what a memory knows; false where it makes no sense.
func (r remembered) known() (deck.Known, bool) {
	k := deck.Known{GUID: r.GUID, Key: uint64(r.Key), ExplicitID: r.ID, Number: r.Number, LastCloze: min(max(r.Cloze, 0), cloze.Max),
		NoteID: r.Note, Mod: time.Unix(r.Mod, 0).UTC(), Deck: r.Deck, Exam: r.Exam, Label: r.Label, Source: r.Source, Fields: uint64(r.Fields),
		Memory: deck.Memory{Content: uint64(r.Content), Prompt: deck.Sketch(r.Prompt), Answer: deck.Sketch(r.Answer)}}
	for state, name := range stateNames {
		if r.State == name {
			k.State = state
		}
	}
	known := r.State == "" || k.State != deck.Live
	if k.State != deck.Live {
		kind, ok := deck.ParseKind(r.Kind)
		k.Kind = kind
		known = known && ok
	}
	for _, c := range r.Clozes {
		k.Memory.Clozes = append(k.Memory.Clozes, deck.Deletion{Number: int(min(c[0], cloze.Max)), Text: c[1], Before: c[2], After: c[3]})
	}
	return k, known && plainGUID(r.GUID)
}

// memoryReader reads a memory line by line.
type memoryReader struct {
	r    *bufio.Reader
	line []byte
}

// newMemoryReader reads a memory that may take that much room.
func newMemoryReader(r io.Reader, left room) *memoryReader {
	return &memoryReader{r: bufio.NewReader(&limited{r: r, left: min(maxMemory, int64(left))})}
}

// next returns the next line without its end, until the one after it is asked for.
func (m *memoryReader) next() ([]byte, error) {
	for m.line = m.line[:0]; ; {
		part, err := m.r.ReadSlice('\n')
		switch m.line = append(m.line, part...); {
		case len(m.line) > maxLine+1:
			return nil, fmt.Errorf("a line: %w", errTooBig)
		case err == nil:
			return m.line[:len(m.line)-1], nil
		case errors.Is(err, io.EOF) && len(m.line) > 0:
			return m.line, nil
		case errors.Is(err, io.EOF):
			return nil, io.ErrUnexpectedEOF
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// readHead reads the first line.
func (m *memoryReader) readHead() (head memoryHead, err error) {
	line, err := m.next()
	if err != nil {
		return head, err
	}
	if err := json.Unmarshal(slices.Concat(line, []byte("]}")), &head); err != nil {
		return head, err
	}
	if head.Format != memoryFormat {
		return head, fmt.Errorf("it has format %d; this release of examdeck knows format %d", head.Format, memoryFormat)
	}
	return head, nil
}

// readMemory reads a memory of at most that many questions line by line, so that a hostile one takes no more room
// than is left, and no more time than its limits allow.
func readMemory(r io.Reader, most int, left room, question func(remembered) error) (head memoryHead, err error) {
	lines := newMemoryReader(r, left)
	if head, err = lines.readHead(); err != nil {
		return head, err
	}
	for count := 0; ; count++ {
		line, err := lines.next()
		if err != nil {
			return head, err
		}
		line = bytes.TrimSuffix(line, []byte(","))
		if string(line) == "]}" {
			return head, nil
		}
		var q remembered
		if err := json.Unmarshal(line, &q); err != nil {
			return head, err
		}
		if count >= most {
			return head, fmt.Errorf("more than %d questions: %w", most, errTooBig)
		}
		if err := errors.Join(left.take(knownSize+len(line)+2*textSize*len(q.Clozes)), question(q)); err != nil {
			return head, err
		}
	}
}
