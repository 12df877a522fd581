package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/examdeck/examdeck/internal/chrometest"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

// serveNotes serves the page of notes, and gives its address once it is there.
func serveNotes(t *testing.T, args ...string) string {
	t.Helper()
	read, write := io.Pipe()
	ended := make(chan string, 1)
	go func() {
		var stderr bytes.Buffer
		run(append([]string{"examdeck", "preview", "--serve", "-q"}, args...), write, &stderr)
		ended <- stderr.String()
		write.Close()
	}()
	line := make([]byte, 100)
	n, err := read.Read(line)
	if err != nil {
		t.Fatalf("no URL: %v: %s", err, <-ended)
	}
	return strings.TrimSpace(string(line[:n]))
}

// TestServedPageFollowsNotes changes the notes behind a page that is shown.
func TestServedPageFollowsNotes(t *testing.T) {
	tab, mathJax := chrometest.New(t), mathjaxtest.Bundle(t)
	dir := writeVault(t, map[string]string{"exam.md": previewed, "dot.png": dot})
	tab.Open(serveNotes(t, dir, "--mathjax", mathJax))
	tab.WaitFrame(`document.querySelectorAll("mjx-container").length === 2 && document.querySelector(".prompt").textContent.includes("What is")`)
	tab.Wait(`document.querySelector("#place").textContent === "1 / 5"`)
	tab.Keys(" ")
	tab.WaitFrame(`document.querySelector(".missing") !== null && [...document.fonts].some(f => f.status === "loaded")`)

	// The missing picture comes, the text changes, a note is added: the same side of the same card is shown as it is
	// now.
	for name, text := range map[string]string{"gone.png": dot, "more.md": "## Question 1\n\nAnswer.\n", "exam.md": strings.Replace(previewed, "= 9", "= 10 - 1", 1)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tab.Wait(`document.querySelector("#place").textContent === "1 / 6" && document.querySelector("#warnings").childElementCount === 0`)
	tab.WaitFrame(`document.querySelector("img")?.naturalWidth === 1 && document.querySelector("mjx-container[display=true]") !== null`)
	quiet(t, tab)

	// Notes that can't be read are told; when they are back, so is the page.
	if err := os.Rename(filepath.Join(dir, "exam.md"), filepath.Join(dir, "exam.txt")); err != nil {
		t.Fatal(err)
	}
	tab.Wait(`document.querySelector("#place").textContent === "1 / 1"`)
	if err := os.Rename(filepath.Join(dir, "exam.txt"), filepath.Join(dir, "exam.md")); err != nil {
		t.Fatal(err)
	}
	tab.Wait(`document.querySelector("#place").textContent.endsWith("/ 6")`)
}

// TestServedToThisMachineAlone asks for things that are not to be had.
func TestServedToThisMachineAlone(t *testing.T) {
	address := serveNotes(t, writeVault(t, map[string]string{"exam.md": previewed, "dot.png": dot, "secret.txt": "x"}))
	if !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Fatal(address)
	}
	port := address[strings.LastIndexByte(strings.TrimSuffix(address, "/"), ':')+1 : len(address)-1]
	client := &http.Client{Timeout: 10 * time.Second}
	for _, c := range []struct {
		method, path, host string
		want               int
	}{
		{"GET", "", "127.0.0.1:" + port, 200}, {"GET", "", "localhost:" + port, 200}, {"HEAD", "index.html", "127.0.0.1:" + port, 200},
		{"GET", "", "evil.example:" + port, 403}, {"GET", "", "evil.example", 403}, {"GET", "", "127.0.0.1", 403}, {"GET", "", "127.0.0.1:1", 403},
		{"GET", "events", "evil.example:" + port, 403}, {"POST", "", "127.0.0.1:" + port, 405}, {"GET", "secret.txt", "127.0.0.1:" + port, 404},
		{"GET", "files/../exam.md", "127.0.0.1:" + port, 404}, {"GET", "files/", "127.0.0.1:" + port, 404},
	} {
		request, err := http.NewRequest(c.method, address+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = c.host
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		policy := answer.Header.Get("Content-Security-Policy")
		if answer.StatusCode != c.want || c.want == 200 && (!strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'")) {
			t.Errorf("%s %q of %s: %s, policy %q; want %d", c.method, c.path, c.host, answer.Status, policy, c.want)
		}
	}
}
