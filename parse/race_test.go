//go:build race

package parse_test

// poolless is by how much more is asked for with the race detector, under which a sync.Pool gives back only some of
// what it got.
const poolless = 6
