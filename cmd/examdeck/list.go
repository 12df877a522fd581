package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// listCommand prints the ledger of sources.
func listCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "list",
		Usage:     "list the questions that are found in notes, and what became of everything else",
		UsageText: "examdeck list SOURCE... [--ignored | --claims] [--json]",
		Description: `Prints a line for every question: where it begins, its dialect and kind, its exam and label, and how its prompt begins.

   examdeck list exams.md
   examdeck list notes/ --ignored        what became no question, and why
   examdeck list notes/ --claims         what each dialect saw, how surely, and which of them won
   examdeck list notes/ --json | jq '.entries[] | select(.kind == "cloze")'

examdeck docs json describes what --json prints.`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "ignored", Usage: "list every block that became no question instead, with the reason", DisableDefaultText: true},
			&cli.BoolFlag{Name: "claims", Usage: "list what each dialect took for a question instead, how surely, and what it lost to", DisableDefaultText: true},
			&cli.BoolFlag{Name: "json", Usage: "print questions, other blocks and diagnostics as one JSON object", DisableDefaultText: true},
		}, readingFlags()...),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return &usageError{message: "list needs a SOURCE", hint: "for instance: examdeck list exams.md"}
			}
			if c.Bool("json") && c.Bool("ignored") {
				return &usageError{message: "--json lists everything already", hint: "leave --ignored out"}
			}
			if c.Bool("claims") && c.Bool("ignored") {
				return &usageError{message: "--ignored and --claims are two lists", hint: "leave one of them out"}
			}
			return list(talk, c)
		},
	}
}

// list reads the sources and prints the list that the flags ask for.
func list(talk *talker, c *cli.Context) error {
	in, result, err := readSources(talk, c, parse.Options{Ledger: true, Claims: c.Bool("claims")})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(c.App.Writer)
	switch {
	case c.Bool("json"):
		err = listJSON(out, result, c.Bool("claims"))
	case c.Bool("ignored"):
		listIgnored(out, result.Ledger)
	case c.Bool("claims"):
		listClaims(out, result.Claims)
	default:
		listQuestions(out, result.Ledger)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	if !c.Bool("json") {
		talk.diagnostics(result.Diagnostics)
		if result.Set.Len() == 0 {
			talk.near(result)
		}
		talk.say("%s", checkCounts(in, result))
	}
	if slices.ContainsFunc(result.Diagnostics, isError) {
		return errTold
	}
	return nil
}

// listQuestions prints a line for every question.
func listQuestions(w io.Writer, ledger []parse.Entry) {
	for _, e := range ledger {
		q := e.Question
		if q == nil {
			continue
		}
		printf(w, "%s: %s, %s: %s", e.Pos, q.Dialect, q.Kind, strings.Join(slices.DeleteFunc([]string{q.Exam, q.Label}, isEmpty), " · "))
		if prompt := beginning(deck.PlainText(q.Prompt)); prompt != "" {
			printf(w, ": %s", prompt)
		}
		if e.Reason != "" {
			printf(w, " (%s)", e.Reason)
		}
		printf(w, "\n")
	}
}

// listIgnored prints a line for every block that became no question, and for what questions leave out.
func listIgnored(w io.Writer, ledger []parse.Entry) {
	for _, e := range ledger {
		if e.Question != nil {
			listIgnored(w, e.Left)
		} else {
			printf(w, "%s: %s: %s\n", e.Pos, e.Use, e.Reason)
		}
	}
}

// listClaims prints a line for every claim.
func listClaims(w io.Writer, claims []parse.Verdict) {
	for _, v := range claims {
		printf(w, "%s\n", v)
	}
}

// beginning is the first words of a text.
func beginning(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return text
}

func isEmpty(s string) bool { return s == "" }

// listedEntry is a line of the ledger in JSON.
type listedEntry struct {
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Col     int      `json:"col"`
	From    int      `json:"from"`
	To      int      `json:"to"`
	Use     string   `json:"use"`
	Reason  string   `json:"reason,omitempty"`
	Dialect string   `json:"dialect,omitempty"`
	Kind    string   `json:"kind,omitempty"`
	Deck    string   `json:"deck,omitempty"`
	Exam    string   `json:"exam,omitempty"`
	Label   string   `json:"label,omitempty"`
	Prompt  string   `json:"prompt,omitempty"`
	Tags    []string `json:"tags,omitempty"`

	Left []listedEntry `json:"left,omitempty"`
}

// listedClaim is a claim in JSON.
type listedClaim struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	LastLine int    `json:"last_line"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	Dialect  string `json:"dialect"`
	Evidence string `json:"evidence"`
	Sureness int    `json:"sureness"`
}

// listedVerdict is a claim with what became of it, in JSON.
type listedVerdict struct {
	listedClaim
	Won    bool         `json:"won"`
	LostTo *listedClaim `json:"lost_to,omitempty"`
	Reason string       `json:"reason,omitempty"`
}

// listedDiagnostic is a diagnostic in JSON.
type listedDiagnostic struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

// listJSON prints the ledger, the diagnostics and, if they are asked for, the claims as docs/json.md describes them.
func listJSON(w io.Writer, result parse.Result, claims bool) error {
	decks := map[*deck.Question]string{}
	for _, d := range result.Set.Decks {
		for _, q := range d.Questions {
			decks[q] = d.Name
		}
	}
	list := struct {
		Version     int                `json:"version"`
		Entries     []listedEntry      `json:"entries"`
		Claims      []listedVerdict    `json:"claims,omitzero"` // nil if they were not asked for
		Diagnostics []listedDiagnostic `json:"diagnostics"`
	}{Version: 1, Entries: []listedEntry{}, Diagnostics: diagnosticsJSON(result.Diagnostics)}
	for _, e := range result.Ledger {
		list.Entries = append(list.Entries, entryJSON(e, decks))
	}
	if claims {
		list.Claims = claimsJSON(result.Claims)
	}
	return printJSON(w, list)
}

// entryJSON is an entry for machines; decks are the names of the questions' decks.
func entryJSON(e parse.Entry, decks map[*deck.Question]string) listedEntry {
	l := listedEntry{File: e.Pos.File, Line: e.Pos.Line, Col: e.Pos.Col, From: e.From, To: e.To, Use: e.Use.String(), Reason: e.Reason}
	if q := e.Question; q != nil {
		l.Dialect, l.Kind, l.Deck, l.Exam, l.Label, l.Tags = q.Dialect, q.Kind.String(), decks[q], q.Exam, q.Label, q.Tags
		l.Prompt = deck.PlainText(q.Prompt)
	}
	for _, left := range e.Left {
		l.Left = append(l.Left, entryJSON(left, nil))
	}
	return l
}

func claimsJSON(claims []parse.Verdict) []listedVerdict {
	list := []listedVerdict{}
	for _, v := range claims {
		l := listedVerdict{listedClaim: claimJSON(v.Claim), Won: v.Won, Reason: v.Reason}
		if v.LostTo != nil {
			to := claimJSON(*v.LostTo)
			l.LostTo = &to
		}
		list = append(list, l)
	}
	return list
}

func claimJSON(c parse.Claim) listedClaim {
	return listedClaim{
		File: c.Pos.File, Line: c.Pos.Line, Col: c.Pos.Col, LastLine: c.LastLine, From: c.From, To: c.To,
		Dialect: c.Dialect, Evidence: c.Evidence, Sureness: c.Sureness,
	}
}

// printJSON prints a value for machines, readable for people as well.
func printJSON(w io.Writer, value any) error {
	var data bytes.Buffer
	encoder := json.NewEncoder(&data)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return err
	}
	_, err := w.Write(escapeJSON(data.Bytes()))
	return err
}

func diagnosticsJSON(ds []deck.Diagnostic) []listedDiagnostic {
	list := []listedDiagnostic{}
	for _, d := range ds {
		list = append(list, listedDiagnostic{
			File: d.Pos.File, Line: d.Pos.Line, Col: d.Pos.Col, Severity: d.Severity.String(), Code: d.Code, Message: d.Message, Hint: d.Hint,
		})
	}
	return list
}
