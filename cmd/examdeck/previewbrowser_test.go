package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/examdeck/examdeck/internal/chrometest"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

// previewed is a note with a card of every kind.
const previewed = `## 18 Feb 2025

### Question 1

> What is $x^2$ for $x = 3$?

$$
\sum_{i=1}^{3} 3 = 9
$$

![](gone.png)

### Question 2

> Which is a prime?

- [ ] four
- [x] seven
- [ ] nine

### Question 3

> A picture?

![](dot.png)

## Terms

{{c1::Paris}} is the capital of {{c2::France}}.
`

// dot is the smallest picture.
const dot = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"

// writeVault makes a vault of files.
func writeVault(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// runPreview writes a page and gives its address.
func runPreview(t *testing.T, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "page")
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"examdeck", "preview", "-o", dir}, args...), &stdout, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	return "file://" + filepath.ToSlash(dir) + "/index.html"
}

// quiet fails for whatever the browser complained of.
func quiet(t *testing.T, tab *chrometest.Tab) {
	t.Helper()
	if problems := tab.Problems(); len(problems) > 0 {
		t.Errorf("the browser complains: %q", problems)
	}
}

// searchFor types what is searched for.
func searchFor(tab *chrometest.Tab, text string) {
	tab.Keys("/")
	tab.Wait(`document.activeElement.id === "search"`)
	tab.Eval(`document.activeElement.value = ""`, nil) // the driver types the slash although the page has taken the key
	tab.Keys(text)
}

// TestPreviewInBrowser does with a page on a disk what a person does.
func TestPreviewInBrowser(t *testing.T) {
	tab, mathJax := chrometest.New(t), mathjaxtest.Bundle(t)
	notes := writeVault(t, map[string]string{"exam.md": previewed, "dot.png": dot})
	tab.Size(1280, 800, false)
	tab.Open(runPreview(t, notes, "--mathjax", mathJax))

	// The first card, its formula set; Space turns it, and shows what is wrong with it.
	tab.WaitFrame(`document.querySelectorAll("mjx-container").length === 2 && !document.querySelector("#answer")`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelectorAll("mjx-container[display=true]").length === 1 && document.querySelector(".missing") !== null`)
	tab.Wait(`document.querySelector("#warnings").textContent.includes('missing "gone.png"')`)
	tab.Wait(`document.querySelector("#source").textContent.endsWith("exam.md:3")`)
	tab.Wait(`document.querySelector("#back").getAttribute("aria-pressed") === "true"`)
	tab.WaitFrame(`document.fonts.size > 0 && [...document.fonts].some(f => f.status === "loaded")`)

	// The next one: an option is chosen by a tap, and shown as wrong on the back.
	tab.Keys(kb.ArrowRight)
	tab.WaitFrame(`document.querySelectorAll("[role=radio]").length === 3`)
	tab.Frame(`document.querySelectorAll("[role=radio]")[0].click()`, nil)
	tab.WaitFrame(`document.querySelector(".chosen .letter") !== null`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".marked .chosen:not(.right)").textContent.includes("four") && document.querySelector(".right").textContent.includes("seven")`)

	// A picture; then clozes, day and night.
	tab.Keys(kb.ArrowRight)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector("img").naturalWidth === 1`)
	tab.Keys(kb.ArrowRight)
	tab.WaitFrame(`document.querySelector(".cloze").textContent === "[...]" && document.body.textContent.includes("France")`)
	tab.Eval(`document.querySelector("#night").click()`, nil)
	tab.WaitFrame(`document.body.classList.contains("nightMode") && getComputedStyle(document.body).backgroundColor === "rgb(44, 44, 44)"`)

	// Searching, without accents and letter case.
	searchFor(tab, "PÄRIS")
	tab.Wait(`document.querySelectorAll("#rows .row").length === 2 && document.querySelector("#place").textContent === "1 / 2"`)
	tab.Keys(kb.ArrowDown)
	tab.Keys(kb.End)
	tab.WaitFrame(`document.body.classList.contains("card2")`)
	tab.Eval(`document.querySelector("#search").value = "nothing of this"; document.querySelector("#search").dispatchEvent(new Event("input"))`, nil)
	tab.Wait(`!document.querySelector("#none").hidden`)
	quiet(t, tab)
}

// TestPreviewSearchEnds: Esc ends a search with the card that was found, from where it is typed and from the list; a
// reload does not bring it back.
func TestPreviewSearchEnds(t *testing.T) {
	tab, mathJax := chrometest.New(t), mathjaxtest.Bundle(t)
	tab.Size(1280, 800, false)
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": previewed, "dot.png": dot}), "--mathjax", mathJax))
	const found, all = `document.querySelector("#place").textContent === "1 / 1"`, `document.querySelector("#place").textContent === "2 / 5"`
	for _, inList := range []bool{false, true} {
		searchFor(tab, "prime")
		tab.Wait(found)
		if inList {
			tab.Keys(kb.ArrowDown)
			tab.Wait(`document.activeElement.id === "tree"`)
		}
		tab.Keys(kb.Escape)
		tab.Wait(all + ` && document.querySelector("#search").value === "" && document.activeElement.id !== "search"`)
		tab.WaitFrame(`document.querySelector(".prompt").textContent.includes("prime")`)
	}
	tab.Eval(`location.reload()`, nil)
	tab.Wait(`document.querySelector("#stage").dataset.shown !== undefined && ` + all)
	quiet(t, tab)
}

// TestPreviewOnPhone makes sure that neither the page nor any side of a card is wider than a phone.
func TestPreviewOnPhone(t *testing.T) {
	tab, mathJax := chrometest.New(t), mathjaxtest.Bundle(t)
	tab.Size(390, 844, true)
	tab.Open(runPreview(t, "../../examples", "--mathjax", mathJax))
	var cards int
	tab.Wait(`document.querySelector("#stage").dataset.shown !== undefined`)
	tab.Eval(`examdeckIndex.cards.length`, &cards)
	for i := range 2 * cards {
		tab.Wait(`document.documentElement.scrollWidth <= 390 && document.querySelector("#stage iframe").clientWidth === 390`)
		tab.WaitFrame(`document.querySelector("#qa").childElementCount > 0 && document.documentElement.scrollWidth <= 390`)
		if i%2 == 0 {
			tab.Eval(`document.querySelector("#flip").click()`, nil)
			tab.Wait(`document.querySelector("#flip").textContent === "Show the front"`)
		} else {
			tab.Eval(`document.querySelector("#thumb .next").click()`, nil)
		}
	}
	if cards < 10 {
		t.Errorf("only %d cards", cards)
	}
	// The list of cards covers the page, and is left by choosing one.
	tab.Eval(`document.querySelector("#menu").click()`, nil)
	tab.Wait(`document.querySelector("#side").getBoundingClientRect().width === 390 && document.documentElement.scrollWidth <= 390`)
	tab.Eval(`document.querySelector("#rows .row").click()`, nil)
	tab.Wait(`getComputedStyle(document.querySelector("#side")).display === "none" && document.querySelector("#place").textContent.startsWith("1 /")`)
	quiet(t, tab)
}

// TestPreviewWithoutMathJax: where MathJax can't be reached, formulas stay TeX, and all else works.
func TestPreviewWithoutMathJax(t *testing.T) {
	tab := chrometest.New(t)
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": previewed, "dot.png": dot})))
	tab.Wait(`document.querySelector("#status").textContent.includes("MathJax can't be reached")`)
	tab.WaitFrame(`document.querySelector(".prompt").textContent.includes("\\(x^2\\)")`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".answer").textContent.includes("\\sum_{i=1}^{3} 3 = 9")`)
	for _, p := range tab.Problems() {
		if !strings.Contains(p, "ERR_NAME_NOT_RESOLVED") {
			t.Error(p)
		}
	}
}

// TestPreviewTyped compares a typed answer.
func TestPreviewTyped(t *testing.T) {
	tab := chrometest.New(t)
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": "---\nexamdeck:\n  kind: typed\n---\nQ: What is the capital of France?\nA: Paris\n"})))
	tab.WaitFrame(`document.querySelector("input#typeans") !== null`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector("code#typeans").textContent === "Paris"`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector("input#typeans") !== null`)
	tab.Frame(`{const i = document.querySelector("input#typeans"); i.value = "Pariz"; i.dispatchEvent(new Event("input"))}`, nil)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".typeBad").textContent === "z" && document.querySelector(".typeMissed").textContent === "s" && document.querySelector(".typeGood").textContent === "Pari"`)
	quiet(t, tab)
}

// TestPreviewOfHostileNotes: nothing of a note runs, neither on its card nor in the list, and nothing is asked for.
func TestPreviewOfHostileNotes(t *testing.T) {
	tab := chrometest.New(t)
	var b strings.Builder
	for i, h := range hostile {
		fmt.Fprintf(&b, "### Question %d %s\n\n> %s\n\n%s\n\n", i+1, strings.ReplaceAll(h, "\n", " "), strings.ReplaceAll(h, "\n", "\n> "), h)
	}
	b.WriteString("### Question 99\n\n> `</script><script>document.title = 'HOSTILE'</script>`\n\n\u2028\n")
	tab.Open(runPreview(t, writeVault(t, map[string]string{"exam.md": b.String()})))
	var cards int
	tab.Eval(`examdeckIndex.cards.length`, &cards)
	if cards < len(hostile)/2 {
		t.Errorf("only %d cards", cards)
	}
	for range cards {
		tab.WaitFrame(`document.querySelector("#qa").childElementCount > 0`)
		tab.Keys(" ")
		tab.WaitFrame(`document.querySelector("#answer") !== null`)
		tab.WaitFrame(`document.title === "Card" && document.querySelectorAll("#qa iframe, #qa link, #qa style, #qa form").length === 0 && [...document.querySelectorAll("#qa script")].every(s => s.textContent.includes("Gives tables a box to scroll in")) && getComputedStyle(document.body).display === "block"`)
		tab.Wait(`!document.title.includes("HOSTILE") && document.scripts.length < 40`)
		tab.Keys(kb.ArrowRight)
	}
	for _, p := range tab.Problems() {
		if !strings.Contains(p, "jsdelivr") && !strings.Contains(p, "ERR_NAME_NOT_RESOLVED") && !strings.Contains(p, "ERR_FILE_NOT_FOUND") {
			t.Error(p)
		}
	}
}

// TestPreviewOfManyCards: of 10,000 cards the page draws and reads what is seen.
func TestPreviewOfManyCards(t *testing.T) {
	tab := chrometest.New(t)
	var b strings.Builder
	const cards = 10_000
	for i := range cards {
		if i%100 == 0 {
			fmt.Fprintf(&b, "## %d Feb %d\n\n", i/100%28+1, 1990+i/2800)
		}
		fmt.Fprintf(&b, "### Question %d\n\n> What is the %dth?\n\nIt is %d.\n\n", i+1, i+1, i+1)
	}
	address := runPreview(t, "-q", writeVault(t, map[string]string{"exam.md": b.String()}))
	tab.Open(address)
	tab.WaitFrame(`document.querySelector(".prompt").textContent.includes("What is the 1th?")`)
	var opened float64
	tab.Eval(`performance.getEntriesByType("navigation")[0].loadEventEnd`, &opened)
	t.Logf("loaded in %.0f ms", opened)
	var drawn, read int
	tab.Eval(`document.querySelectorAll("#rows > *").length`, &drawn)
	tab.Eval(`[...document.scripts].filter(s => s.src.includes("/cards-")).length`, &read)
	if drawn == 0 || drawn > 120 || read != 1 {
		t.Errorf("%d rows are drawn, and %d files of cards are read", drawn, read)
	}
	// Found by its words, with its neighbours when the search is over.
	searchFor(tab, "9999th")
	tab.WaitFrame(`document.querySelector(".prompt").textContent.includes("9999th")`)
	tab.Eval(`document.querySelector("#search").value = ""; document.querySelector("#search").dispatchEvent(new Event("input")); document.querySelector("#search").blur()`, nil)
	tab.Wait(`document.querySelector("#rows [aria-selected=true]").textContent.includes("9999th")`)
	tab.Keys(kb.ArrowRight)
	tab.WaitFrame(`document.querySelector(".prompt").textContent.includes("10000th")`)
	tab.Eval(`document.querySelectorAll("#rows > *").length`, &drawn)
	if drawn > 120 {
		t.Errorf("%d rows are drawn", drawn)
	}
	quiet(t, tab)
}

// TestPreviewMarksChanges marks what is new and changed since a package.
func TestPreviewMarksChanges(t *testing.T) {
	tab := chrometest.New(t)
	dir := writeVault(t, map[string]string{"exam.md": "## Question 1\n\n> What is one?\n\nOne.\n\n## Question 2\n\n> What is two?\n\nTwo.\n"})
	notes, pkg := filepath.Join(dir, "exam.md"), filepath.Join(dir, "exam.apkg")
	var out bytes.Buffer
	if code := run([]string{"examdeck", "export", "-q", notes, "-o", pkg}, &out, &out); code != exitDone {
		t.Fatal(out.String())
	}
	text := "## Question 1\n\n> What is one?\n\nOne.\n\n## Question 2\n\n> What is two?\n\nTwo, changed.\n\n## Question 3\n\n> What is three?\n\nThree.\n"
	if err := os.WriteFile(notes, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	tab.Open(runPreview(t, notes, "--baseline", pkg))
	tab.Wait(`[...document.querySelectorAll("#rows .row")].map(r => r.querySelector(".mark")?.textContent || "").join() === ",changed,new"`)
	tab.Wait(`document.querySelector("#only-new").textContent === "New 1"`)
	tab.Eval(`document.querySelector("#only-new").click()`, nil)
	tab.Wait(`document.querySelector("#place").textContent === "1 / 1" && document.querySelector("#marks").textContent === "new"`)
	quiet(t, tab)
}
