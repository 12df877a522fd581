package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/examdeck/examdeck/internal/chrometest"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

// openOnPhone shows the first card of a note on a phone.
func openOnPhone(t *testing.T, tab *chrometest.Tab, files map[string]string, args ...string) {
	t.Helper()
	tab.Size(390, 844, true)
	tab.Open(runPreview(t, append([]string{writeVault(t, files)}, args...)...))
	tab.WaitFrame(`document.querySelector(".prompt") !== null`)
}

// TestPreviewTables: a table keeps its alignment; one that is too wide for a phone scrolls by itself, its cells of a
// readable measure; one with room enough does not.
func TestPreviewTables(t *testing.T) {
	tab := chrometest.New(t)
	long := strings.Repeat("some words of a cell ", 8)
	openOnPhone(t, tab, map[string]string{"exam.md": "Q: Which table?\n\n| a | b | c | d |\n|:-:|--:|:--|---|\n| 1 | 2 | 3 | 4 |\n\n" +
		"| one | two | three | four | five |\n|---|---|---|---|---|\n| " + strings.Repeat(long+"| ", 5) + "\n\n" +
		"| word | meaning |\n|---|---|\n| " + long + "| " + long + "|\n\n" +
		"| place | what |\n|---|---|\n| " + strings.Repeat("path/", 30) + " | " + long + "|\n\n" +
		"<table><tr><td align=\"right\">x</td><td>y</td></tr></table>\n\nA: All.\n"})
	tab.WaitFrame(`document.querySelectorAll(".table > table").length === 5`)
	tab.WaitFrame(`[...document.querySelectorAll("td")].slice(0, 4).map(c => getComputedStyle(c).textAlign.replace("-webkit-", "")).join() === "center,right,left,start"`)
	tab.WaitFrame(`getComputedStyle(document.querySelectorAll(".table")[4].querySelector("td")).textAlign.endsWith("right")`)
	tab.WaitFrame(`{
		const boxes = [...document.querySelectorAll(".table")], scrolls = boxes.map(b => b.scrollWidth > b.clientWidth);
		const narrow = [boxes[1], boxes[3]].flatMap(b => [...b.querySelectorAll("td")]).every(c => c.offsetWidth > 180 && c.offsetWidth < 260);
		narrow && scrolls.join() === "false,true,false,true,false" && document.documentElement.scrollWidth <= 390 &&
			document.querySelector(".prompt").scrollWidth <= document.querySelector(".prompt").clientWidth;
	}`)
	// A wider window has room for what scrolled.
	tab.Size(1900, 844, false)
	tab.WaitFrame(`[...document.querySelectorAll(".table")].map(b => b.scrollWidth > b.clientWidth).join() === "false,false,false,false,false"`)
	quiet(t, tab)
}

// TestPreviewFormulasDontScroll: a paragraph whose formulas fit has nothing to scroll, wherever in the line they end.
func TestPreviewFormulasDontScroll(t *testing.T) {
	tab, mathJax := chrometest.New(t), mathjaxtest.Bundle(t)
	var b strings.Builder
	b.WriteString("### Question 1\n\n> Where?\n\n")
	for i := range 40 {
		fmt.Fprintf(&b, "%s $\\sum_{i=1}^{n} x_i^2 = n\\,\\overline{x^2} \\cdot \\mathcal{O}(n \\log n)$\n\n", strings.Repeat("i", i))
	}
	openOnPhone(t, tab, map[string]string{"exam.md": b.String()}, "--mathjax", mathJax)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelectorAll(".answer mjx-container").length === 40`)
	var scrolling int
	tab.Frame(`[...document.querySelectorAll(".answer p")].filter(p => p.scrollWidth > p.clientWidth).length`, &scrolling)
	if scrolling > 0 {
		t.Errorf("%d paragraphs scroll", scrolling)
	}
	quiet(t, tab)
}

// picture is a picture of a size.
func picture(t *testing.T, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPreviewPictures: a tap opens a picture that was made smaller, at its natural size, and another one closes it. On
// options that are to be chosen it chooses.
func TestPreviewPictures(t *testing.T) {
	tab := chrometest.New(t)
	openOnPhone(t, tab, map[string]string{"wide.png": picture(t, 2000, 700), "small.png": picture(t, 50, 50), "exam.md": `### Question 1

> Which one?
>
> ![](wide.png) ![](small.png) ![|100](wide.png)

- [x] ![](wide.png)
- [ ] none
`})
	tab.WaitFrame(`document.querySelectorAll(".prompt img.tappable").length === 2 && document.querySelectorAll(".option img.tappable").length === 0`)
	for i, size := range []int{2000, 0, 2000} {
		tab.Frame(fmt.Sprintf(`document.querySelectorAll(".prompt img")[%d].click()`, i), nil)
		tab.WaitFrame(fmt.Sprintf(`(document.querySelector(".picture img")?.offsetWidth || 0) === %d`, size))
		if size > 0 {
			tab.WaitFrame(`{const b = document.querySelector(".picture"); b.scrollWidth === 2000 && b.clientWidth === 390 && b.offsetHeight === innerHeight}`)
			tab.Frame(`document.querySelector(".picture").click()`, nil)
			tab.WaitFrame(`document.querySelector(".picture") === null`)
		}
	}
	tab.Frame(`document.querySelector(".option img").click()`, nil)
	tab.WaitFrame(`document.querySelectorAll(".chosen").length === 1 && document.querySelector(".picture") === null`)
	// On the back it opens there, too, and goes with its side.
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".marked img.tappable") !== null`)
	tab.Frame(`document.querySelector(".marked img").click()`, nil)
	tab.WaitFrame(`document.querySelector(".picture") !== null`)
	tab.Keys(kb.ArrowLeft)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".picture") === null`)
	quiet(t, tab)
}

// TestPreviewSpaceTurnsAfterClick: Space turns the card after an option was clicked, and chooses where a key led to it.
func TestPreviewSpaceTurnsAfterClick(t *testing.T) {
	tab := chrometest.New(t)
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": "### Question 1\n\n> Which are primes?\n\n- [ ] four\n- [x] seven\n- [x] two\n"})))
	tab.WaitFrame(`document.querySelectorAll("[role=checkbox]").length === 3 && !document.querySelector("blockquote")`)
	tab.WaitFrame(`["", "none"].includes(getComputedStyle(document.querySelector(".many"), "::before").content)`)
	tab.Frame(`{
		const o = document.querySelectorAll("[role=checkbox]")[1];
		window.focus();
		o.focus();
		o.dispatchEvent(new MouseEvent("click", {bubbles: true, detail: 1}));
	}`, nil)
	tab.WaitFrame(`document.querySelector(".chosen").textContent.includes("seven") && document.activeElement === document.body`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".marked .chosen.right").textContent.includes("seven")`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelectorAll("[role=checkbox]").length === 3`)
	tab.Frame(`window.focus(); document.querySelectorAll("[role=checkbox]")[2].focus()`, nil)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".chosen").textContent.includes("two")`)
	quiet(t, tab)
}

// TestPreviewTellsOfNumbers: that a question is only a number stands beside each card that it concerns, not on it.
func TestPreviewTellsOfNumbers(t *testing.T) {
	tab := chrometest.New(t)
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": "## Question 1\n\nOne.\n\n## Question 2\n\n> What is two?\n\nTwo.\n\n## Question 3\n\nThree.\n"})))
	for _, told := range []bool{true, false, true} {
		tab.WaitFrame(`document.querySelector(".prompt").textContent.trim() !== ""`)
		tab.Wait(fmt.Sprintf(`document.querySelector("#warnings").textContent.includes("2 questions, from here on, are only numbers") === %t`, told))
		tab.WaitFrame(`(document.querySelector(".head").textContent + document.querySelector(".prompt").textContent).trim().split(/\s+/).length < 8`)
		tab.Keys(kb.ArrowRight)
	}
	quiet(t, tab)
}
