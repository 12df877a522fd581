// Package dialect recognises questions. There is one file for each way of writing them, with one recogniser each; the
// table in recogniser.go lists them all.
//
// A recogniser looks at the whole document ([Reading]) and claims the regions in which it sees questions of its
// dialect, with how sure the evidence is (sureness.go holds the one table). [Arbitrate] lets the surest claim win
// each region. A claim that won is taken: it cuts its region of the tree into a draft.
package dialect
