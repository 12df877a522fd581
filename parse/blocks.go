package parse

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
)

// blockRef is a reference to a block of Logseq, or what embeds it.
var blockRef = regexp.MustCompile(`\{\{embed \(\(([0-9a-f]{8}-[0-9a-f-]{27})\)\)\}\}|\(\(([0-9a-f]{8}-[0-9a-f-]{27})\)\)`)

// maxBlockDepth is how deep blocks are followed that refer to others, and may refer to themselves.
const maxBlockDepth = 3

// showBlocks shows in the HTML of a field the texts of the blocks that it refers to, "((64b7c1f2-…))", as Logseq does.
func (w *writer) showBlocks(q *deck.Question, html string) string {
	if !strings.Contains(html, "((") {
		return html
	}
	shown := blockRef.ReplaceAllStringFunc(html, func(ref string) string {
		text := w.blockText(q, ref, 0)
		if text == "" {
			return ""
		}
		md, _ := markdown.Parse([]byte(text + "\n"))
		doc := page.NewDocument(md)
		doc.Source = w.source
		shown := strings.TrimSpace(w.render(q, doc, page.Children(md.Root)))
		if inner, ok := strings.CutPrefix(shown, "<p>"); ok && strings.Count(shown, "<p>") == 1 {
			shown = strings.TrimSuffix(inner, "</p>")
		}
		return shown
	})
	if strings.TrimSpace(deck.PlainText(shown)) == "" && !strings.Contains(shown, "<img") {
		return "" // the block was all that it showed
	}
	return shown
}

// blockText is the Markdown of the block that a reference means; empty if the vault has none.
func (w *writer) blockText(q *deck.Question, ref string, depth int) string {
	m := blockRef.FindStringSubmatch(ref)
	id := m[1] + m[2]
	text, ok := w.source.Vault.Block(id)
	if !ok {
		w.warn(q, "missing-embed", fmt.Sprintf("missing block %q: no note of the vault has it", id), "write the text itself")
		return ""
	}
	return strings.TrimSpace(blockTags.ReplaceAllString(blockRef.ReplaceAllStringFunc(text, func(inner string) string {
		if depth == maxBlockDepth {
			return ""
		}
		return w.blockText(q, inner, depth+1)
	}), ""))
}

// blockTags are the tags of cards in a block's text.
var blockTags = regexp.MustCompile(`[ \t]*#(?:card|\[\[card\]\])(?:[ \t]|$)`)
