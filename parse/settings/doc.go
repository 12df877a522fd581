// Package settings reads what authors set: examdeck.yaml for a vault, front matter for a source, and flags above both.
//
// [Settings] are the values of one layer; [Settings.Over] lays one layer over another. [ReadConfig] reads the vault's
// file and reports what it can't take with file, line and column.
package settings
