// Package cloze finds what a text hides, in the HTML of a field: deletions in braces, highlights where these are
// asked for. It numbers them and keeps TeX within them whole.
package cloze
