// Package markdown reads Markdown as people write it in exam notes: CommonMark with the tables, task lists and
// strikethrough of GitHub, footnotes, definition lists, mathematics, and what Obsidian adds.
//
// Reading starts at [Parse], which makes a [Document] of a source: a goldmark syntax tree, the front matter, and the
// issues that were found. [Document.Render] makes HTML of any run of its nodes, as a field of a note holds it;
// [Document.Text] gives a node's plain text. [Document.Position] turns an offset into line and column.
//
// Each addition to CommonMark is one folder below this one, with the node types that a caller may look for:
// math (Node), wikilink (Node), highlight (Node), box (Node, Title), comment (Inline, Block), blockid (Node) and
// tag (Node).
//
// Toggles stay what CommonMark makes of them: HTML blocks and raw HTML among other nodes. But an [ast.HTMLBlock] that
// begins with a details or summary tag ends with its line, so that Markdown below it is Markdown, and it has one
// child, an [ast.TextBlock] over the same lines, whose children are the parsed tags (raw HTML), text, formulas and so
// on.
//
// The package knows no files and no questions.
package markdown
