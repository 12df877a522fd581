package apkg

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Scratch is a file on disk that SQLite fills or reads by name while the package reads or fills it as a stream; an
// *os.File made by os.CreateTemp is one. What it holds before is lost; the caller removes it afterwards. Where none
// is given, a database takes its room in memory.
type Scratch interface {
	io.ReadWriteSeeker
	// Name is the path under which SQLite opens the file.
	Name() string
	// Truncate cuts the file to that many bytes.
	Truncate(size int64) error
}

// reset makes the scratch empty.
func reset(s Scratch) error {
	if err := s.Truncate(0); err != nil {
		return err
	}
	_, err := s.Seek(0, io.SeekStart)
	return err
}

// database is one connection to SQLite. The driver is used directly: database/sql costs 70 % more on many small rows.
type database struct {
	conn *sqlite3.SQLiteConn
}

// inMemory is the address of a database without a file, of its connection alone, which comes out byte for byte as one
// with a file does (":memory:" has another head). Behind an address, readOnly is for a file that is only read.
const (
	inMemory = "file:collection?vfs=memdb"
	readOnly = "?mode=ro&immutable=1&_query_only=1"
)

// open opens the database at an address.
func open(dsn string) (*database, error) {
	// Tables of schema 15 and later name Anki's own collation, and SQLite opens them only where it is known. No query
	// here sorts or searches by it, so that simple folding suffices.
	connect := func(c *sqlite3.SQLiteConn) error {
		return c.RegisterCollation("unicase", func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	}
	conn, err := (&sqlite3.SQLiteDriver{ConnectHook: connect}).Open(dsn)
	if err != nil {
		return nil, ofSystem(err)
	}
	return &database{conn: conn.(*sqlite3.SQLiteConn)}, nil
}

// openContent opens a database of which the content is in memory.
func openContent(content []byte) (*database, error) {
	db, err := open(inMemory + "&_query_only=1")
	if err != nil {
		return nil, err
	}
	if err := db.conn.Deserialize(content, ""); err != nil {
		return nil, errors.Join(err, db.conn.Close())
	}
	return db, nil
}

// content returns what a file would hold of a database in memory.
func (db *database) content() (io.Reader, error) {
	content, err := db.conn.Serialize("")
	return bytes.NewReader(content), err
}

// address is the URI of a file for SQLite, so that no character of its name is taken for an option.
func address(name string) string {
	path := filepath.ToSlash(name)
	if filepath.VolumeName(name) != "" && !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath()
}

// systemError is an error of SQLite that wraps the system's own, so that a full disk is not taken for a fault of the
// package.
type systemError struct{ of sqlite3.Error }

// Error says both.
func (e systemError) Error() string { return e.of.Error() }

// Unwrap returns the error of the system.
func (e systemError) Unwrap() error { return e.of.SystemErrno }

// ofSystem wraps the system's error where there is one.
func ofSystem(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.SystemErrno != 0 {
		return systemError{e}
	}
	return err
}

// exec runs statements without parameters.
func (db *database) exec(statements string) error {
	_, err := db.conn.Exec(statements, nil)
	return ofSystem(err)
}

// query calls row for each row of a query. The values are int64, float64, string, []byte or nil, and row may keep them;
// the slice that holds them is used again.
func (db *database) query(statement string, row func([]driver.Value) error) (err error) {
	rows, err := db.conn.Query(statement, nil)
	if err != nil {
		return ofSystem(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values := make([]driver.Value, len(rows.Columns()))
	for {
		switch err := rows.Next(values); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return ofSystem(err)
		}
		if err := row(values); err != nil {
			return err
		}
	}
}

// batch is the number of rows that one INSERT takes: more bring no more speed.
const batch = 64

// inserter adds rows to a table, [batch] of them with each statement.
type inserter struct {
	db      *database
	table   string
	columns int
	full    driver.Stmt
	values  []driver.NamedValue
}

// newInserter prepares the inserting of rows with that many columns.
func newInserter(db *database, table string, columns int) (*inserter, error) {
	in := &inserter{db: db, table: table, columns: columns, values: make([]driver.NamedValue, 0, columns*batch)}
	stmt, err := in.prepare(batch)
	in.full = stmt
	return in, err
}

// prepare makes the statement that adds that many rows.
func (in *inserter) prepare(rows int) (driver.Stmt, error) {
	one := "(?" + strings.Repeat(",?", in.columns-1) + ")"
	return in.db.conn.Prepare("INSERT INTO " + in.table + " VALUES " + one + strings.Repeat(","+one, rows-1))
}

// add takes one row; it reaches the table when a batch is full, or with close.
func (in *inserter) add(row ...driver.Value) error {
	if len(row) != in.columns {
		panic(fmt.Sprintf("examdeck: internal error: %d values for %d columns of %s", len(row), in.columns, in.table))
	}
	for _, v := range row {
		in.values = append(in.values, driver.NamedValue{Ordinal: len(in.values) + 1, Value: v})
	}
	if len(in.values) < in.columns*batch {
		return nil
	}
	err := in.run(in.full)
	in.values = in.values[:0]
	return err
}

func (in *inserter) run(stmt driver.Stmt) error {
	_, err := stmt.(driver.StmtExecContext).ExecContext(context.Background(), in.values)
	return err
}

// close adds the rows that are left over and ends the inserter.
func (in *inserter) close() error {
	err := in.full.Close()
	if len(in.values) == 0 {
		return err
	}
	rest, prepareErr := in.prepare(len(in.values) / in.columns)
	if prepareErr != nil {
		return errors.Join(err, prepareErr)
	}
	return errors.Join(err, in.run(rest), rest.Close())
}
