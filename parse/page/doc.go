// Package page shows a source as its readers see it: top-level blocks in order, headings with what their titles say,
// boxes and toggles with their roles, lines of text.
//
// [NewDocument] makes a [Document] of a syntax tree: it drops the tags of template languages, folds what stands
// between <details> and </details> into one node each, and reads every heading. What cuts a tree stands here as well:
// moving nodes into a new block, trimming a marker off a paragraph, unwrapping a quote. A [Draft] is a question made
// of such nodes before it is rendered.
package page
