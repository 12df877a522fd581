package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/examdeck/examdeck/internal/chrometest"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

// TestPreviewFormulasAreDead: with the real MathJax in the real Chromium, no formula of a note links to a script,
// leaves its place, fetches anything or takes the card's ids and classes; harmless ones are typeset.
func TestPreviewFormulasAreDead(t *testing.T) {
	tab, mathJax := chrometest.New(t), mathjaxtest.Bundle(t)
	hostile := []string{
		`$\href{javascript:document.title='HOSTILE'}{click}$`, `$\mmlToken{mi}[href="javascript:document.title='HOSTILE'"]{x}$`,
		`$\style{position:fixed;left:0;top:0;width:100vw;height:50vh;background:red url(https://evil.example/a.png)}{x}$`,
		`$\mmlToken{mi}[style="background:url(https://evil.example/b.png)"]{x}$`, `$\bbox[border:1px solid;position:fixed;background:url(https://evil.example/c.png)]{x}$`,
		`$\fcolorbox{red;position:fixed;background:url(https://evil.example/d.png)}{red}{x}$`, `$\class{hostile}{x}$ $\cssId{hostile}{x}$`,
		`$\let\x\href$ $\x{javascript:document.title='HOSTILE'}{y}$`, `$\newcommand\x[1]{#1{javascript:document.title='HOSTILE'}}$ $\x\href{https://ok.example}{y}$`,
		`$\mmlToken{mglyph}[src="https://evil.example/e.png"]{x}$`, `a $\hr{{c1::ef}}{javascript:document.title='HOSTILE'}{x}$ b`,
		`$` + strings.Repeat(`\xrightarrow{`, 30) + "x" + strings.Repeat("}", 30) + `$`, `$\begin{prooftree}\AXC{a}` + strings.Repeat(`\UIC{a}`, 100) + `\end{prooftree}$`,
	}
	var b strings.Builder
	for i, h := range hostile {
		b.WriteString("### Question " + strconv.Itoa(i+1) + "\n\n> " + h + " $\\color{red} \\bbox[5px,border:2px solid red]{y}$\n\n" + h + "\n\n")
	}
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": b.String()}), "--mathjax", mathJax))
	var cards int
	tab.Eval(`examdeckIndex.cards.length`, &cards)
	if cards < len(hostile)-1 {
		t.Errorf("only %d cards", cards)
	}
	for range cards {
		tab.WaitFrame(`document.querySelector("#qa mjx-container") !== null`)
		tab.Keys(" ")
		tab.WaitFrame(`document.querySelector("#answer") !== null && document.querySelector("#qa mjx-container") !== null`)
		tab.WaitFrame(`[...document.querySelectorAll("#qa a")].every(a => a.href.startsWith("https://ok.example"))`)
		tab.WaitFrame(`[...document.querySelectorAll("#qa *")].every(e => {
			const s = getComputedStyle(e);
			return s.position !== "fixed" && !s.backgroundImage.includes("evil") && e.id !== "hostile" && !e.classList.contains("hostile");
		})`)
		tab.Wait(`!document.title.includes("HOSTILE")`)
		tab.Keys(kb.ArrowRight)
	}
	quiet(t, tab)
}

// TestPreviewTypesetsLimits: what the gate lets through at its limits the real Chromium still typesets.
func TestPreviewTypesetsLimits(t *testing.T) {
	tab, mathJax := chrometest.New(t), mathjaxtest.Bundle(t)
	nest := func(head, tail string, n int) string { return strings.Repeat(head, n) + "x" + strings.Repeat(tail, n) }
	limits := []string{
		nest(`\sqrt{`, "}", 78), nest(`a^{`, "}", 78), nest(`\hat{`, "}", 78), nest(`\underbrace{`, "}_{a}", 78), nest(`{`, `\over b}`, 40),
		nest(`\begin{matrix}`, `\end{matrix}`, 78), nest(`\left(`, `\right)`, 78), strings.Repeat(`\displaystyle `, 78) + "x", nest(`\xrightarrow{`, "}", 6),
		nest(`\underbracket{`, "}", 6), nest(`\centernot{`, "}", 6), `\begin{prooftree}\AXC{a}` + strings.Repeat(`\UIC{a}`, 30) + `\end{prooftree}`,
	}
	var b strings.Builder
	for i, tex := range limits {
		b.WriteString("### Question " + strconv.Itoa(i+1) + "\n\n> $" + tex + "$\n\nYes.\n\n")
	}
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": b.String()}), "--mathjax", mathJax))
	for _, tex := range limits {
		t.Logf("%.60s…", tex)
		tab.WaitFrame(`document.querySelectorAll("#qa mjx-container").length === 1 && document.querySelector("#qa mjx-merror, #qa merror") === null`)
		tab.Keys(kb.ArrowRight)
	}
	quiet(t, tab)
}
