package mathjax_test

import (
	"testing"

	"github.com/examdeck/examdeck/internal/mathjax"
)

// benched are formulas as notes have them.
var benched = []string{
	`n`, `T(n) = 2\,T(n/2) + n`, `O(n \log n)`, `\Theta(n^2)`, `x_i \in \mathbb{R}^n`, `\frac{1}{n}\sum_{i=1}^n x_i`, `a \le b`,
	`\lim_{x \to 0} \frac{\sin x}{x} = 1`, `A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}`, `P(A \mid B) = \frac{P(A \cap B)}{P(B)}`,
	`\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}`, `f\colon X \to Y`, `\left( \frac{a}{b} \right)^{2}`, `\text{if } x > 0`,
	`\begin{aligned} a &= b + c \\ &= d \end{aligned}`, `\vec{v} \cdot \hat{n}`,
}

// BenchmarkLint lints formulas of many kinds in turn; 300,000 of them are what 100,000 questions have.
func BenchmarkLint(b *testing.B) {
	b.ReportAllocs()
	size := 0
	for i := 0; b.Loop(); i++ {
		tex := benched[i%len(benched)]
		size += len(tex)
		if problems := mathjax.Lint(tex, mathjax.Options{}); problems != nil {
			b.Fatal(tex, problems)
		}
	}
	b.ReportMetric(float64(size)/float64(b.N), "bytes/formula")
}
