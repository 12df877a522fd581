package code

import (
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// quick holds the faster lexers that were made so far; nil for those that can't be made.
var quick struct {
	sync.Mutex
	lexers map[chroma.Lexer]*fastLexer
}

// quickOf returns the faster lexer that does as this one does; nil where there can be none.
func quickOf(lexer chroma.Lexer) *fastLexer {
	quick.Lock()
	defer quick.Unlock()
	f, made := quick.lexers[lexer]
	if !made {
		f = newFastLexer(lexer)
		if quick.lexers == nil {
			quick.lexers = map[chroma.Lexer]*fastLexer{}
		}
		quick.lexers[lexer] = f
	}
	return f
}

// tokensOf returns the tokens of a text, neighbours of one type joined.
func tokensOf(lexer chroma.Lexer, text string) ([]chroma.Token, error) {
	if f := quickOf(lexer); f != nil {
		return f.tokens(text)
	}
	return coalesce(func(token func(chroma.TokenType, string)) error {
		tokens, err := lexer.Tokenise(nil, text)
		if err != nil {
			return err
		}
		return drain(tokens, token)
	})
}

// longToken is how long a token may get by joining, as chroma.Coalesce has it.
const longToken = 8192

func (f *fastLexer) tokens(text string) ([]chroma.Token, error) {
	return coalesce(func(token func(chroma.TokenType, string)) error { return f.read(text, token) })
}

// coalesce collects tokens, neighbours of one type joined.
func coalesce(read func(token func(chroma.TokenType, string)) error) ([]chroma.Token, error) {
	var tokens []chroma.Token
	err := read(func(t chroma.TokenType, value string) {
		switch n := len(tokens); {
		case value == "":
		case n > 0 && tokens[n-1].Type == t && len(tokens[n-1].Value) < longToken:
			tokens[n-1].Value += value
		default:
			tokens = append(tokens, chroma.Token{Type: t, Value: value})
		}
	})
	return tokens, err
}
