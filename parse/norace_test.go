//go:build !race

package parse_test

const poolless = 1
