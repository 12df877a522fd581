// Package quiz is the layer of options and keys, over all dialects.
//
// [FindOffers] finds runs of options in blocks (an [Offer]): boxes to tick, letters, plain lists, lines of code. What
// says which of them are right is the key: a tick, a mark on the option, a line below, the answer's own words, or a
// sheet, which is a list of keys for many questions. [Read] turns a draft that offers options and has a key into one
// of kind choice.
package quiz
