package main

import (
	"archive/zip"
	"database/sql/driver"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// unpack writes the collection of a package to a temporary file and gives its name.
func unpack(pkg string) (string, error) {
	archive, err := zip.OpenReader(pkg)
	if err != nil {
		return "", err
	}
	defer archive.Close()
	in, err := archive.Open("collection.anki2")
	if err != nil {
		return "", err
	}
	out, err := os.CreateTemp("", "examdeck-bench-*.anki2")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	return out.Name(), errors.Join(err, out.Close())
}

func readRows(name, query string) ([][]driver.Value, error) {
	conn, err := (&sqlite3.SQLiteDriver{}).Open(name)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	statement, err := conn.Prepare(query)
	if err != nil {
		return nil, err
	}
	defer statement.Close()
	//lint:ignore SA1019 the driver's short form serves here
	rows, err := statement.Query(nil)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all [][]driver.Value
	for {
		row := make([]driver.Value, len(rows.Columns()))
		if err := rows.Next(row); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
}

func insertRows(conn driver.Conn, table string, rows [][]driver.Value) error {
	if len(rows) == 0 {
		return nil
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(rows[0])), ",")
	statement, err := conn.Prepare("insert into " + table + " values (" + marks + ")")
	if err != nil {
		return err
	}
	for _, row := range rows {
		//lint:ignore SA1019 as above
		if _, err := statement.Exec(row); err != nil {
			return err
		}
	}
	return statement.Close()
}

func execAll(conn driver.Conn, statements ...string) error {
	for _, text := range statements {
		statement, err := conn.Prepare(text)
		if err != nil {
			return err
		}
		//lint:ignore SA1019 as above
		_, err = statement.Exec(nil)
		if err := errors.Join(err, statement.Close()); err != nil {
			return err
		}
	}
	return nil
}
