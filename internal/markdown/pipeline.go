package markdown

import (
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/callout"
	"github.com/examdeck/examdeck/internal/markdown/code"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/markdown/rawhtml"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
)

// pipeline is the one parser of all sources. goldmark's parsers keep no state of a source, so it serves many goroutines.
var pipeline = newPipeline()

// newPipeline puts the parsers together. Smaller numbers come first; CommonMark's own are those of
// parser.DefaultBlockParsers and parser.DefaultInlineParsers.
func newPipeline() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(guard{BlockParser: comment.BlockParser{}}, 50),
			util.Prioritized(guard{BlockParser: setextParser{parser.NewSetextHeadingParser()}}, 100),
			util.Prioritized(guard{BlockParser: definitionListParser{extension.NewDefinitionListParser()}, container: true}, 101),
			util.Prioritized(guard{BlockParser: extension.NewDefinitionDescriptionParser()}, 102),
			util.Prioritized(guard{BlockParser: parser.NewThematicBreakParser()}, 200),
			util.Prioritized(guard{BlockParser: parser.NewListParser(), container: true}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(guard{BlockParser: parser.NewATXHeadingParser()}, 600),
			util.Prioritized(guard{BlockParser: gluedHeadingParser{}}, 601),
			util.Prioritized(guard{BlockParser: code.NewFenceParser()}, 700),
			util.Prioritized(guard{BlockParser: callout.Parser{}, container: true}, 799),
			util.Prioritized(guard{BlockParser: parser.NewBlockquoteParser(), container: true}, 800),
			util.Prioritized(guard{BlockParser: rawhtml.NewBlockParser()}, 900),
			util.Prioritized(guard{BlockParser: footnoteBlockParser{extension.NewFootnoteBlockParser()}, container: true}, 999),
			util.Prioritized(math.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(limited(taskBoxParser{extension.NewTaskCheckBoxParser()}), 0),
			util.Prioritized(limited(within{comment.Parser{}}), 40),
			util.Prioritized(limited(within{math.Parser{}}), 50),
			util.Prioritized(limited(wikilink.Parser{}), 90),
			util.Prioritized(limited(within{parser.NewCodeSpanParser()}), 100),
			util.Prioritized(limited(footnoteParser{}), 101),
			util.Prioritized(limited(addressParser{}), 150),
			util.Prioritized(limited(parser.NewLinkParser()), 200),
			util.Prioritized(limited(parser.NewAutoLinkParser()), 300),
			util.Prioritized(limited(rawhtml.NewInlineParser()), 400),
			util.Prioritized(limited(flankingParser{parser.NewEmphasisParser()}), 500),
			util.Prioritized(limited(flankingParser{strikeParser{extension.NewStrikethroughParser()}}), 500),
			util.Prioritized(limited(flankingParser{highlight.Parser{}}), 500),
			util.Prioritized(limited(blockid.Parser{}), 600),
			util.Prioritized(limited(tag.Parser{}), 600),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}
