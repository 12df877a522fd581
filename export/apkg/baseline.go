package apkg

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/notetype"
)

// Baseline returns for [Reconcile] what the package remembers of who is who: its notes of our types, and the
// questions that earlier packages held. A package that was exported by Anki has lost the latter, and knows its notes
// by their fields alone.
//
// It fails where the package has a memory that can't be read.
func (p *Package) Baseline() (*deck.Baseline, error) {
	b := &deck.Baseline{}
	at := make(map[string]int, len(p.Notes))
	for k := range p.knownNotes(&b.Held) {
		if _, twice := at[k.GUID]; !twice {
			at[k.GUID] = len(b.Known)
			b.Known = append(b.Known, k)
		}
	}
	if err := p.remember(b, at); err != nil {
		return nil, fmt.Errorf("apkg: reading %s: %w", memoryMember, err)
	}
	return b, nil
}

// remember adds what the member for it holds to the notes, whose places are given by GUID.
func (p *Package) remember(b *deck.Baseline, at map[string]int) error {
	f := p.members[memoryMember]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	head, err := readMemory(r, len(b.Known)+maxRemembered, roomOf(p.size), func(q remembered) error {
		k, ok := q.known()
		if !ok {
			return fmt.Errorf("question %.40q has the state %.40q and the kind %.40q", q.GUID, q.State, q.Kind)
		}
		i, inPackage := at[k.GUID]
		switch {
		case inPackage:
			note := &b.Known[i]
			note.State, note.Key, note.ExplicitID, note.Number, note.LastCloze = k.State, k.Key, k.ExplicitID, k.Number, k.LastCloze
			if note.Source == "" {
				note.Source = k.Source
			}
		case k.State == deck.Live:
			b.Held = append(b.Held, k.GUID)
		default:
			at[k.GUID] = len(b.Known)
			b.Known = append(b.Known, k)
		}
		return nil
	})
	b.Root, b.Namespace = head.Root, head.Namespace
	return errors.Join(err, r.Close())
}

// Stamp is how a package that [Write] made calls itself.
type Stamp struct {
	// Root is the first level of its decks' names; Namespace keeps its identities apart from those of others.
	Root, Namespace string
	// Split says by what the set was split of which the package holds a part; empty for a whole one.
	Split string
	// Digest is what [Digest] gave for its set; zero where the package does not know.
	Digest [sha256.Size]byte
}

// Stamp reads the package's stamp. It gives the zero value for a package without a memory, such as one that Anki
// made, and fails for a memory that can't be read.
func (p *Package) Stamp() (Stamp, error) {
	f := p.members[memoryMember]
	if f == nil {
		return Stamp{}, nil
	}
	r, err := f.Open()
	if err != nil {
		return Stamp{}, fmt.Errorf("apkg: reading %s: %w", memoryMember, err)
	}
	head, err := newMemoryReader(r, roomOf(p.size)).readHead()
	if err := errors.Join(err, r.Close()); err != nil {
		return Stamp{}, fmt.Errorf("apkg: reading %s: %w", memoryMember, err)
	}
	s := Stamp{Root: head.Root, Namespace: head.Namespace, Split: head.Split}
	if sum, err := hex.DecodeString(head.Digest); err == nil && len(sum) == sha256.Size {
		s.Digest = [sha256.Size]byte(sum)
	}
	return s, nil
}

// knownNotes returns the notes that examdeck wrote, in the order in which it did, and collects the GUIDs of all
// others: those of other types, copies that a learner made, whose field ID is another note's, and notes without
// cards.
func (p *Package) knownNotes(others *[]string) func(yield func(deck.Known) bool) {
	return func(yield func(deck.Known) bool) {
		types := map[int64]ownType{}
		for _, t := range p.NoteTypes {
			if own, ok := ownTypeOf(t); ok {
				types[t.ID] = own
			}
		}
		decks := map[int64]string{}
		for _, d := range p.Decks {
			decks[d.ID] = d.Name
		}
		ordered := p.inWritingOrder()
		if len(ordered) < len(p.Notes) {
			placed := make(map[int64]bool, len(ordered))
			for _, n := range ordered {
				placed[n.ID] = true
			}
			for _, n := range p.Notes {
				if !placed[n.ID] {
					*others = append(*others, n.GUID)
				}
			}
		}
		for _, n := range ordered {
			t, own := types[n.Type]
			if !own || !plainGUID(n.GUID) || t.field(n.Note, notetype.FieldID) != n.GUID {
				*others = append(*others, n.GUID)
				continue
			}
			q := t.question(n.Note)
			k := deck.Known{GUID: n.GUID, NoteID: n.ID, Mod: n.Mod, Kind: q.Kind, Deck: decks[n.card.Deck], Exam: q.Exam, Label: q.Label,
				Source: q.Source, Fields: t.hash(n.Note), Question: q}
			if !yield(k) {
				return
			}
		}
	}
}

// fieldHash is the hash of the fields and tags of the note that [Write] makes of a question.
func fieldHash(q *deck.Question, opts Options) uint64 {
	t, known := notetype.Of(q.Kind)
	if !known {
		return 0
	}
	fields, _ := t.Values(q, opts.Shuffle)
	return hashFields(fields, q.Tags)
}

// hash is the hash of a note as a package has it.
func (t ownType) hash(n *Note) uint64 {
	own, _ := notetype.Of(t.kind)
	fields := make([]string, len(own.Fields))
	for i, name := range own.Fields {
		fields[i] = t.field(n, name)
	}
	return hashFields(fields, n.Tags)
}

// hashFields makes a hash of what is left of fields and tags when Anki has imported them: text in NFC, tags sorted,
// whatever their case. It is kept in packages, so it is frozen; it is never 0.
func hashFields(fields, tags []string) uint64 {
	var short [4096]byte // holds most notes
	all := short[:0]
	for _, f := range fields {
		if norm.NFC.IsNormalString(f) { // as nearly all are, and found out faster than made
			all = append(all, f...)
		} else {
			all = norm.NFC.AppendString(all, f)
		}
		all = append(all, fieldSeparator...)
	}
	if len(tags) > 0 {
		lower := make([]string, len(tags))
		for i, t := range tags {
			lower[i] = strings.ToLower(norm.NFC.String(t))
		}
		slices.Sort(lower)
		all = append(all, strings.Join(slices.Compact(lower), " ")...)
	}
	sum := sha256.Sum256(all)
	return max(1, binary.BigEndian.Uint64(sum[:]))
}

// MediaOf returns the media of the package that a question of its shows, and adds their names to those of the
// question. They can be read as long as the package can. Files of other kinds than cards show are left out.
func (p *Package) MediaOf(q *deck.Question) ([]deck.Media, error) {
	var found []deck.Media
	for _, name := range mediaOf(q, notetype.ChoicesHTML(q.Choices, false, "")) {
		m, held := p.Held(name)
		if !held {
			continue
		}
		sum, err := p.Sum(m)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(q.Media, name) {
			q.Media = append(q.Media, name)
		}
		found = append(found, deck.Media{Name: name, FS: mediaFS{p, m}, Path: name, Size: m.Size, SHA256: sum})
	}
	return found, nil
}

// Held returns the picture, sound or video of that name, and false where the package has none that another package
// may hold.
func (p *Package) Held(name string) (Media, bool) {
	if p.named == nil {
		p.named = make(map[string]int, len(p.Media))
		for i, m := range slices.Backward(p.Media) {
			if kind := deck.MediaKindOf(m.Name); m.Size >= 0 && safeName(m.Name) && (kind == deck.Picture || kind == deck.Played) {
				p.named[m.Name] = i
			}
		}
	}
	i, held := p.named[name]
	if !held {
		return Media{}, false
	}
	return p.Media[i], true
}
