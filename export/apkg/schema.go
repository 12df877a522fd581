package apkg

// schema11 makes the tables of schema 11, as rslib/src/storage/schema11.sql has them. notes.sfld is an integer column on
// purpose: numbers in it sort as numbers.
const schema11 = `
CREATE TABLE col (
  id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL,
  dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL,
  decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL
);
CREATE TABLE notes (
  id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL,
  tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL,
  data text NOT NULL
);
CREATE TABLE cards (
  id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL,
  factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE revlog (
  id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer NOT NULL,
  lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL
);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
`

// indexes11 are made when all rows are there, which is faster than keeping them up to date.
const indexes11 = `
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_revlog_cid ON revlog (cid);
`

// The numbers of columns, for inserting.
const (
	colColumns  = 13
	noteColumns = 11
	cardColumns = 18
)

// usnLocal marks rows as changed here and not synchronised yet; the importer puts its own number in its place.
const usnLocal = -1

// The collection's options and its one preset of deck options are Anki's own defaults (rslib/src/config,
// rslib/src/deckconfig/ schema11.rs). Both reach no learner unless "import deck presets" is ticked.
const (
	confJSON = `{"activeDecks":[1],"addToCur":true,"collapseTime":1200,"curDeck":1,"curModel":null,"dayLearnFirst":false,` +
		`"dueCounts":true,"estTimes":true,"newSpread":0,"nextPos":1,"sched2021":true,"schedVer":2,"sortBackwards":false,` +
		`"sortType":"noteFld","timeLim":0}`
	dconfJSON = `{"1":{"id":1,"mod":0,"name":"Default","usn":0,"maxTaken":60,"autoplay":true,"timer":0,"replayq":true,"dyn":false,` +
		`"new":{"bury":false,"delays":[1.0,10.0],"initialFactor":2500,"ints":[1,4,0],"order":1,"perDay":20},` +
		`"rev":{"bury":false,"ease4":1.3,"hardFactor":1.2,"ivlFct":1.0,"maxIvl":36500,"perDay":200},` +
		`"lapse":{"delays":[10.0],"leechAction":1,"leechFails":8,"minInt":1,"mult":0.0}}}`
)
