package code

import (
	"errors"
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// fastLexer reads code by the rules of one of chroma's lexers, to the same tokens. Where the lexer tries one rule of
// a state after the other, this one tries only those that can match before the next character: most can't, and to try
// them is what takes the time. And it ends for every text, which some of the lexers don't.
type fastLexer struct {
	lexer  *chroma.RegexLexer
	rules  chroma.CompiledRules
	states map[string]*fastState
}

// fastState is one state of a lexer.
type fastState struct {
	rules []fastRule
	// may lists the rules, by their numbers, that may match before an ASCII character; all of them for other characters.
	may [128][]int
	all []int
}

// fastRule is a rule of a state.
type fastRule struct {
	*chroma.CompiledRule
	// plain is the type of the one token that the rule gives, where it always gives one.
	plain   chroma.TokenType
	isPlain bool
	named   bool // its expression has named groups
}

// matchTimeout is that of chroma's own expressions (regexp.go there).
const matchTimeout = 250 * time.Millisecond

// newFastLexer compiles the rules of a lexer as chroma does (RegexLexer.maybeCompile). It gives nil for a lexer that
// has none, or changes them.
func newFastLexer(lexer chroma.Lexer) *fastLexer {
	regex, ok := lexer.(*chroma.RegexLexer)
	if !ok || changesRules(lexer) {
		return nil
	}
	raw, err := regex.Rules()
	if err != nil {
		return nil
	}
	f := &fastLexer{lexer: regex, rules: chroma.CompiledRules{}, states: map[string]*fastState{}}
	flags := flagsOf(regex.Config())
	for state, rules := range raw {
		for _, rule := range rules {
			compiled, err := regexp2.Compile(`\G` + flags + "(?:" + rule.Pattern + ")")
			if err != nil {
				return nil
			}
			compiled.MatchTimeout = matchTimeout
			f.rules[state] = append(f.rules[state], &chroma.CompiledRule{Rule: rule, Regexp: compiled})
		}
	}
	if !f.mutate() {
		return nil
	}
	for state, rules := range f.rules {
		f.states[state] = newFastState(rules, flags)
	}
	return f
}

// flagsOf are the flags of a lexer's expressions, as they stand before them.
func flagsOf(c *chroma.Config) string {
	flags := ""
	if !c.NotMultiline {
		flags += "m"
	}
	if c.CaseInsensitive {
		flags += "i"
	}
	if c.DotAll {
		flags += "s"
	}
	if flags == "" {
		return ""
	}
	return "(?" + flags + ")"
}

// mutate lets rules that stand for others put these in their place. It reports whether all could.
func (f *fastLexer) mutate() bool {
	for again := true; again; {
		again = false
	search:
		for state := range f.rules {
			for i, rule := range f.rules[state] {
				if m, ok := rule.Mutator.(chroma.LexerMutator); ok {
					if m.MutateLexer(f.rules, state, i) != nil {
						return false
					}
					again = true
					break search
				}
			}
		}
	}
	return true
}

func newFastState(rules []*chroma.CompiledRule, flags string) *fastState {
	s := &fastState{}
	for i, rule := range rules {
		r := fastRule{CompiledRule: rule}
		r.plain, r.isPlain = rule.Type.(chroma.TokenType)
		for _, name := range rule.Regexp.GetGroupNames() {
			r.named = r.named || strings.Trim(name, "0123456789") != ""
		}
		s.rules = append(s.rules, r)
		s.all = append(s.all, i)
		first := firstOf(flags + "(?:" + rule.Pattern + ")")
		for c := range s.may {
			if first == nil || first[c] {
				s.may[c] = append(s.may[c], i)
			}
		}
	}
	return s
}

// before returns the rules that may match before a character.
func (s *fastState) before(r rune) []int {
	if r >= 0 && int(r) < len(s.may) {
		return s.may[r]
	}
	return s.all
}

// errStuck is what a text gives at which the rules of a lexer go in circles: chroma's own loop would do so for ever.
var errStuck = errors.New("the rules go in circles")

// maxIdle is how many rules may match, one after the other, without taking a character, and how many tokens may be
// empty.
const maxIdle = 1000

// read returns the tokens of a text, one after the other, as chroma's own loop does (LexerState.Iterator).
func (f *fastLexer) read(text string, token func(chroma.TokenType, string)) error {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	added := f.lexer.Config().EnsureNL && !strings.HasSuffix(text, "\n")
	if added {
		text += "\n"
	}
	l := &chroma.LexerState{Lexer: f.lexer, Registry: lexers.GlobalLexerRegistry, Text: []rune(text), Stack: []string{"root"}, Rules: f.rules,
		MutatorContext: map[any]any{}}
	end := len(l.Text)
	if added {
		end--
	}
	idle := 0
	for l.Pos < end && len(l.Stack) > 0 {
		at := l.Pos
		if err := f.step(l, token); err != nil {
			return err
		}
		if idle++; l.Pos > at {
			idle = 0
		}
		if idle > maxIdle || len(l.Stack) > maxIdle+len(l.Text) {
			return errStuck
		}
	}
	if l.Pos != len(l.Text) && len(l.Stack) == 0 {
		token(chroma.Error, string(l.Text[l.Pos:]))
	}
	return nil
}

// step matches one rule.
func (f *fastLexer) step(l *chroma.LexerState, token func(chroma.TokenType, string)) error {
	l.State = l.Stack[len(l.Stack)-1]
	state, known := f.states[l.State]
	if !known {
		panic("unknown state " + l.State)
	}
	rule := state.match(l)
	if rule == nil {
		if l.Text[l.Pos] == '\n' && l.State != "root" {
			l.Stack = []string{"root"}
			return nil
		}
		l.Pos++
		token(chroma.Error, string(l.Text[l.Pos-1:l.Pos]))
		return nil
	}
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(l); err != nil {
			panic(err)
		}
	}
	switch {
	case rule.isPlain:
		token(rule.plain, l.Groups[0])
	case rule.Type != nil:
		return drain(rule.Type.Emit(l.Groups, l), token)
	}
	return nil
}

// drain returns all tokens of an iterator, which may be that of a lexer of chroma's for code within code.
func drain(tokens chroma.Iterator, token func(chroma.TokenType, string)) error {
	empty := 0
	for t := tokens(); t != chroma.EOF; t = tokens() {
		if empty++; t.Value != "" {
			empty = 0
		}
		if empty > maxIdle {
			return errStuck
		}
		if t.Type != chroma.Ignore {
			token(t.Type, t.Value)
		}
	}
	return nil
}

// match finds the first rule that matches, and moves behind what it matched; nil where none does.
func (s *fastState) match(l *chroma.LexerState) *fastRule {
	for _, i := range s.before(l.Text[l.Pos]) {
		rule := &s.rules[i]
		m, err := rule.Regexp.FindRunesMatchStartingAt(l.Text, l.Pos)
		if m == nil || err != nil || m.RuneIndex != l.Pos {
			continue
		}
		l.Rule, l.NamedGroups = i, nil
		if rule.isPlain && !rule.named {
			l.Groups = append(l.Groups[:0:0], m.String())
		} else {
			l.Groups, l.NamedGroups = groupsOf(m)
		}
		l.Pos += m.RuneLength
		return rule
	}
	return nil
}

// groupsOf are the groups of a match, by number and by name.
func groupsOf(m *regexp2.Match) (groups []string, named map[string]string) {
	named = map[string]string{}
	for _, g := range m.Groups() {
		named[g.Name] = g.String()
		groups = append(groups, g.String())
	}
	return groups, named
}
