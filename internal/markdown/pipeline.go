package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/code"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/component"
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
			util.Prioritized(guard{BlockParser: component.Parser{}}, 109),
			util.Prioritized(guard{BlockParser: box.Parser{}, container: true}, 110),
			util.Prioritized(guard{BlockParser: box.IndentedParser{}, container: true}, 111),
			util.Prioritized(guard{BlockParser: parser.NewThematicBreakParser()}, 200),
			util.Prioritized(guard{BlockParser: parser.NewListParser(), container: true}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(guard{BlockParser: rawhtml.IndentedParser{BlockParser: rawhtml.NewBlockParser()}}, 490),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(guard{BlockParser: attributed{parser.NewATXHeadingParser()}}, 600),
			util.Prioritized(guard{BlockParser: attributed{gluedHeadingParser{}}}, 601),
			util.Prioritized(guard{BlockParser: code.NewFenceParser()}, 700),
			util.Prioritized(guard{BlockParser: box.QuoteParser{}, container: true}, 799),
			util.Prioritized(guard{BlockParser: parser.NewBlockquoteParser(), container: true}, 800),
			util.Prioritized(guard{BlockParser: rawhtml.NewBlockParser()}, 900),
			util.Prioritized(guard{BlockParser: footnoteBlockParser{extension.NewFootnoteBlockParser()}, container: true}, 999),
			util.Prioritized(paragraphs{math.NewParagraphParser()}, 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(limited(taskBoxParser{extension.NewTaskCheckBoxParser()}), 0),
			util.Prioritized(limited(within{comment.Parser{}}), 40),
			util.Prioritized(limited(within{math.Parser{}}), 50),
			util.Prioritized(limited(wikilink.Parser{}), 90),
			util.Prioritized(limited(within{parser.NewCodeSpanParser()}), 100),
			util.Prioritized(limited(footnoteParser{}), 101),
			util.Prioritized(limited(inlineFootnoteParser{}), 102),
			util.Prioritized(limited(addressParser{}), 150),
			util.Prioritized(limited(templateParser{}), 180),
			util.Prioritized(limited(looseImageParser{}), 190),
			util.Prioritized(limited(parser.NewLinkParser()), 200),
			util.Prioritized(limited(parser.NewAutoLinkParser()), 300),
			util.Prioritized(limited(rawhtml.NewInlineParser()), 400),
			util.Prioritized(limited(attributeParser{}), 450),
			util.Prioritized(limited(flankingParser{parser.NewEmphasisParser()}), 500),
			util.Prioritized(limited(flankingParser{strikeParser{extension.NewStrikethroughParser()}}), 500),
			util.Prioritized(limited(flankingParser{highlight.Parser{}}), 500),
			util.Prioritized(limited(blockid.Parser{}), 600),
			util.Prioritized(limited(tag.Parser{}), 600),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(attributeLines{}, 90),
			util.Prioritized(abbreviationLines{}, 91),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(box.Pictures{}, 10),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// paragraphs is the parser of paragraphs, which end with the box that they are in.
type paragraphs struct{ math.ParagraphParser }

// Continue implements parser.BlockParser.
func (p paragraphs) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if box.Ended(reader, pc) {
		return parser.Close
	}
	return p.ParagraphParser.Continue(node, reader, pc)
}
