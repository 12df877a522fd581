// Package chrometest drives the real Chromium, for tests of pages.
//
// [New] opens a tab in a browser of its own, without a screen; without Chromium a test is skipped, with the reason,
// or fails where CI=true. What the console says, what fails to load and what is thrown is kept for [Tab.Problems].
package chrometest

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long anything may take.
const patience = 30 * time.Second

// find looks for Chromium once for all tests: its path, or why there is none.
var find = sync.OnceValues(func() (file, reason string) {
	var err error
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if file, err = exec.LookPath(name); err == nil {
			return file, ""
		}
	}
	return "", "there is no chromium"
})

// Tab is a tab of a browser.
type Tab struct {
	t   testing.TB
	ctx context.Context

	mutex    sync.Mutex
	problems []string
}

// New opens a tab in a new browser, which the end of the test closes. Without Chromium it skips the test, or ends it
// where CI=true.
func New(t testing.TB) *Tab {
	t.Helper()
	file, reason := find()
	if file == "" {
		const remedy = "; install Debian's package chromium"
		if os.Getenv("CI") == "true" {
			t.Fatalf("the real Chromium is needed, but %s%s", reason, remedy)
		}
		t.Skipf("NOT CHECKED in the real Chromium: %s%s", reason, remedy)
	}
	// A frame without an origin would get a process of its own, into which a tab can't look.
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(file), chromedp.DisableGPU,
		chromedp.Flag("disable-features", "Translate,IsolateSandboxedIframes"), chromedp.Flag("disable-site-isolation-trials", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	ctx, closeBrowser := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(func() { closeTab(); closeBrowser() })
	tab := &Tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, tab.hear); err != nil {
		t.Fatal(err)
	}
	tab.call(network.Enable.Method, func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
		return err
	})
	return tab
}

// hear keeps what is wrong.
func (tab *Tab) hear(event any) {
	var problem string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		problem = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			problem += " " + e.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		problem = "console: " + string(e.Type)
		for _, a := range e.Args {
			problem += " " + string(a.Value) + a.Description
		}
	case *log.EventEntryAdded:
		problem = "log: " + string(e.Entry.Level) + ": " + e.Entry.Text + " " + e.Entry.URL
	case *network.EventLoadingFailed:
		problem = "not loaded: " + e.ErrorText
	}
	if problem != "" {
		tab.mutex.Lock()
		defer tab.mutex.Unlock()
		tab.problems = append(tab.problems, problem)
	}
}

// Problems returns what was wrong so far, and forgets it.
func (tab *Tab) Problems() []string {
	tab.mutex.Lock()
	defer tab.mutex.Unlock()
	found := tab.problems
	tab.problems = nil
	return found
}

// call does something with the browser, and ends the test where it fails.
func (tab *Tab) call(what string, do func(ctx context.Context) error) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := do(ctx); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// Open goes to an address and waits until the page was loaded.
func (tab *Tab) Open(url string) {
	tab.t.Helper()
	tab.call(url, func(ctx context.Context) error { return chromedp.Do(ctx, chromedp.Navigate(url)) })
}

// Size makes the window that wide and high, in the browser's pixels; that of a phone is touched, and obeys the page's
// viewport.
func (tab *Tab) Size(width, height int64, phone bool) {
	tab.t.Helper()
	tab.call("size", func(ctx context.Context) error {
		scale := 1.0
		if phone {
			scale = 2
		}
		_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride,
			emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: scale, Mobile: phone})
		return err
	})
}

// Keys types, where the focus is. [github.com/chromedp/chromedp/kb] has the keys that are no letters.
func (tab *Tab) Keys(keys string) {
	tab.t.Helper()
	tab.call("keys", func(ctx context.Context) error { return chromedp.Do(ctx, chromedp.KeyEvent(keys)) })
}

// Eval evaluates an expression in the page; its value is decoded into result, as JSON.
func (tab *Tab) Eval(expression string, result any) {
	tab.t.Helper()
	tab.call(expression, func(ctx context.Context) error { return evaluate(ctx, expression, 0, result) })
}

// Frame does so in the only frame of the page, whose scripts it does not see.
func (tab *Tab) Frame(expression string, result any) {
	tab.t.Helper()
	tab.call(expression, func(ctx context.Context) error { return inFrame(ctx, expression, result) })
}

// Wait waits until an expression in the page is true.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	tab.until(expression, func(ctx context.Context, result any) error { return evaluate(ctx, expression, 0, result) })
}

// WaitFrame does so in the frame.
func (tab *Tab) WaitFrame(expression string) {
	tab.t.Helper()
	tab.until(expression, func(ctx context.Context, result any) error { return inFrame(ctx, expression, result) })
}

func (tab *Tab) until(what string, look func(ctx context.Context, result any) error) {
	tab.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		var is bool
		// While a page is loaded there is nothing to look into.
		if err := look(tab.ctx, &is); err == nil && is {
			return
		} else if time.Now().After(end) {
			tab.t.Fatalf("never true: %s (%v); problems: %q", what, err, tab.Problems())
		}
	}
}

func inFrame(ctx context.Context, expression string, result any) error {
	tree, err := chromedp.Call(ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return err
	}
	if len(tree.FrameTree.ChildFrames) != 1 {
		return errFrames
	}
	world, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.FrameTree.ChildFrames[0].Frame.ID})
	if err != nil {
		return err
	}
	return evaluate(ctx, expression, world.ExecutionContextID, result)
}

var errFrames = errors.New("the page has not one frame")

func evaluate(ctx context.Context, expression string, in runtime.ExecutionContextID, result any) error {
	yes := true
	r, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ContextID: in, ReturnByValue: &yes, AwaitPromise: &yes})
	if err != nil {
		return err
	}
	if r.ExceptionDetails != nil {
		return errors.New(r.ExceptionDetails.Text)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(r.Result.Value, result)
}
