package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// TestManPage: the man page has every command and every flag of the tree that the command itself is made of.
func TestManPage(t *testing.T) {
	var out, stderr bytes.Buffer
	if code := run([]string{"examdeck", "man"}, &out, &stderr); code != exitDone || stderr.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	page := strings.ReplaceAll(out.String(), `\-`, "-")
	app := newApp(newTalker(&stderr), &out)
	flags := 0
	for _, command := range app.VisibleCommands() {
		if !strings.Contains(page, ".SH EXAMDECK "+strings.ToUpper(command.Name)) || !strings.Contains(page, command.UsageText) {
			t.Errorf("the man page lacks the command %s", command.Name)
		}
		for _, f := range command.VisibleFlags() {
			flags++
			for _, name := range f.Names() {
				if !strings.Contains(page, "-"+name+`\fP`) {
					t.Errorf("the man page lacks the flag %s of %s", name, command.Name)
				}
			}
			if usage := f.(cli.DocGenerationFlag).GetUsage(); usage == "" {
				t.Errorf("the flag %s of %s says nothing", f.Names()[0], command.Name)
			}
		}
	}
	if flags < 20 || !strings.HasPrefix(page, ".nh\n.TH examdeck 1") && !strings.Contains(page, `.TH "examdeck" "1"`) {
		t.Errorf("%d flags; the page begins %.80q", flags, page)
	}
}
