// Package rules holds tests about the code as a whole: which way imports go, what has a doc, what may be named.
package rules
