package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/deck"
)

// identityFlags are the flags of export that say who is who.
func identityFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "baseline", TakesFile: true, Usage: "take the identities from this package, `FILE`, instead of OUT's; may be given several times"},
		&cli.BoolFlag{Name: "no-baseline", Usage: "start anew: forget who is who, but for what the words alone say", DisableDefaultText: true},
		&cli.BoolFlag{Name: "dry-run", Usage: "print what the import will do, and write nothing", DisableDefaultText: true},
		&cli.BoolFlag{Name: "json", Usage: "print that as one JSON object", DisableDefaultText: true},
		&cli.StringFlag{Name: "retired", Usage: "send retired questions once more: \"tag\" gives them the `TAG` " + deck.RetiredTag},
	}
}

// checkIdentity finds what makes no sense about these flags.
func (e *export) checkIdentity() error {
	switch {
	case e.noBaseline && len(e.baselines) > 0:
		return &usageError{message: "--baseline and --no-baseline contradict each other", hint: "leave one of them out"}
	case e.retired != "" && e.retired != "tag":
		return &usageError{message: fmt.Sprintf("--retired %q is not known", e.retired), hint: "--retired tag is all there is"}
	case e.retired != "" && e.wantsText():
		return &usageError{message: "--retired is for packages: a text file does not remember what it sent", hint: "leave --retired out"}
	}
	return nil
}

// tellPlan says what the import will do: on stdout where that was asked for, else among the rest on stderr. As JSON
// it is told when all is done, see planJSON.
func (e *export) tellPlan(plan *deck.Plan, b *baseline, targets []*target) error {
	if e.noBaseline {
		e.talk.say("starting anew: who has imported an earlier package gets every question updated, and twice where its words have changed")
	}
	switch {
	case e.dryRun && !e.json:
		out := bufio.NewWriter(e.stdout)
		e.printPlan(out, plan, b, false)
		if e.split != "" {
			printf(out, "%s%s\n", e.output, e.states(targets))
		}
		return out.Flush()
	case len(b.names) > 0 && !e.json && !e.talk.quiet:
		e.printPlan(e.talk.out, plan, b, e.talk.terminal)
	}
	return nil
}

// printPlan prints a plan: a line of counts, a line for each thing that a person may want to look at, and what an
// import can't do, with the remedy. On a terminal the lines are few.
func (e *export) printPlan(w io.Writer, plan *deck.Plan, b *baseline, few bool) {
	printf(w, "%s: %s\n", e.planHead(b), planCounts(plan.Counts()))
	lines := append(itemLines(plan), retiredLines(plan)...)
	for i, line := range lines {
		if few && i == maxShown {
			printf(w, "… and %d more; --dry-run shows them all\n", len(lines)-maxShown)
			break
		}
		printf(w, "%s\n", line)
	}
	var moved []string
	for _, it := range plan.Items {
		if it.Moved {
			moved = append(moved, it.Was.GUID)
		}
	}
	if len(moved) > 0 {
		printf(w, "hint: Anki leaves cards in the deck they are in; to move them, search in the Browser for: %s\n", search(moved, few))
	}
	if len(plan.Retired) == 0 {
		return
	}
	remedy := "--retired tag sends them once more with a tag; or search in the Browser"
	if e.retired != "" {
		remedy = "this package tags them " + deck.RetiredTag + "; or search in the Browser"
	}
	printf(w, "hint: Anki keeps retired questions; %s for: %s\n", remedy, search(guidsOf(plan.Retired), few))
}

func (e *export) planHead(b *baseline) string {
	if len(b.names) == 0 {
		return "without a baseline"
	}
	if e.split != "" && len(e.baselines) == 0 {
		return fmt.Sprintf("since %s in %s", count(len(b.names), "package", "packages"), e.output)
	}
	return "since " + strings.Join(b.names, ", ")
}

// planCounts says "1 new, 2 changed, 33 unchanged; 1 moved".
func planCounts(c deck.Counts) string {
	list := func(all ...any) string {
		var parts []string
		for i := 0; i < len(all); i += 2 {
			if n := all[i].(int); n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, all[i+1]))
			}
		}
		return strings.Join(parts, ", ")
	}
	parts := []string{
		list(c.New, "new", c.Back, "back", c.Changed, "changed", c.Unchanged, "unchanged"),
		list(c.Moved, "moved", c.Guessed, "guessed", c.KindChanged, "of another kind", c.Retired, "retired", c.Unread, "not read"),
	}
	return strings.Join(slices.DeleteFunc(parts, isEmpty), "; ")
}

// itemLines returns a line for each question about which there is more to say than that it is new, changed or
// unchanged, moves between two decks together.
func itemLines(plan *deck.Plan) []string {
	var lines, ways []string
	moved := map[string]int{}
	for _, it := range plan.Items {
		q := it.Question
		if it.Guessed {
			lines = append(lines, fmt.Sprintf("%s: guessed (%.2f): %s was %s", q.Pos, it.Score, called(q.Label, q.Prompt, q.Answer), calledKnown(it.Was)))
		}
		if it.Before != nil {
			lines = append(lines, fmt.Sprintf("%s: %s is new as %s; the %s one is retired", q.Pos, called(q.Label, q.Prompt, q.Answer), q.Kind, it.Before.Kind))
		}
		if it.ClozesGone > 0 {
			lines = append(lines, fmt.Sprintf("%s: %s less; Tools > Empty Cards removes what is left", q.Pos, count(it.ClozesGone, "cloze", "clozes")))
		}
		if it.Moved {
			way := fmt.Sprintf("from %s to %s", it.Was.Deck, it.Deck)
			if moved[way]++; moved[way] == 1 {
				ways = append(ways, way)
			}
		}
	}
	for _, way := range ways {
		lines = append(lines, fmt.Sprintf("moved: %s %s", count(moved[way], "question", "questions"), way))
	}
	return lines
}

func retiredLines(plan *deck.Plan) []string {
	var lines, sources []string
	for i := range plan.Retired {
		k := &plan.Retired[i]
		lines = append(lines, fmt.Sprintf("retired: %s of %s", calledKnown(k), k.Deck))
	}
	unread := map[string]int{}
	for _, k := range plan.Unread {
		if unread[k.Source]++; unread[k.Source] == 1 {
			sources = append(sources, k.Source)
		}
	}
	for _, s := range sources {
		lines = append(lines, fmt.Sprintf("not read: %s of %s; learners keep them, but this output lacks them", count(unread[s], "question", "questions"), s))
	}
	return lines
}

// called is how a line calls a question: its label and the beginning of its prompt, or of its answer.
func called(label, prompt, answer string) string {
	text := deck.PlainText(prompt)
	if text == "" {
		text = deck.PlainText(answer)
	}
	parts := []string{label}
	if text != "" {
		parts = append(parts, fmt.Sprintf("%q", beginning(text)))
	}
	return strings.Join(slices.DeleteFunc(parts, isEmpty), " ")
}

func calledKnown(k *deck.Known) string {
	if k.Question != nil {
		return called(k.Label, k.Question.Prompt, k.Question.Answer)
	}
	return strings.Join(slices.DeleteFunc([]string{k.Exam, k.Label, "ID:" + k.GUID}, isEmpty), " ")
}

func guidsOf(known []deck.Known) []string {
	var guids []string
	for _, k := range known {
		guids = append(guids, k.GUID)
	}
	return guids
}

// search is a search for notes in Anki's Browser, by the field that holds their GUID.
func search(guids []string, few bool) string {
	if few && len(guids) > maxShown {
		return fmt.Sprintf("(%d of them; --dry-run shows the search)", len(guids))
	}
	if len(guids) == 0 {
		return ""
	}
	return "ID:" + strings.Join(guids, " OR ID:")
}
