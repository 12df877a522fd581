//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hostileVault makes a vault whose notes reach for a file beside it in every way there is, and for what is no
// ordinary file.
func hostileVault(t *testing.T) (vault string) {
	t.Helper()
	dir := t.TempDir()
	vault = filepath.Join(dir, "vault")
	secret := filepath.Join(dir, "secret")
	files := map[string]string{
		"secret/secret.md":  "#### Question 1\n\nSECRET text\n\n#### Question 2\n\nSECRET text\n",
		"secret/secret.png": "SECRET picture", "secret/secret.mp3": "SECRET sound",
		"vault/tool.exe": "SECRET program", "vault/page.html": "SECRET page", "vault/.env": "SECRET key", "vault/.hidden/key.png": "SECRET key",
		"vault/fine.png": "a fine picture",
		"vault/a.md": `#### Question 1

![](../secret/secret.png) ![](` + secret + `/secret.png) ![](file://` + secret + `/secret.png) ![[../secret/secret.png]] ![](link.png)
![](folder/secret.png) ![[secret.png]] ![](..%2Fsecret%2Fsecret.png) ![](..\secret\secret.png) ![[..\..\secret.png]] ![[secret.mp3]]
<img src="../secret/secret.png"> <img src="link.png"> <audio src="../secret/secret.mp3"></audio> ![](fine.png/../../secret/secret.png)

#### Question 2

![[../secret/secret]]

![[secret]]

![[link]]

![[folder/secret]]

![[../../../../../../../etc/passwd]]

#### Question 3

![](tool.exe) ![[page.html]] ![[tool.exe]] ![](.env) ![[.env]] ![](pipe.png) ![[pipe]] ![](device.png)

#### Question 4

![](fine.png)
`,
	}
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{
		"link.md": secret + "/secret.md", "link.png": "../secret/secret.png", "folder": "../secret", "device.png": "/dev/zero", "device.md": "/dev/zero", "loop": ".",
	} {
		if err := os.Symlink(to, filepath.Join(vault, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, pipe := range []string{"pipe.md", "pipe.png"} {
		if err := syscall.Mkfifo(filepath.Join(vault, pipe), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return vault
}

// TestNothingOutsideIsRead: what lies outside of the vault, and what is no medium, does not get into the package,
// whatever the notes say; a pipe keeps nobody waiting.
func TestNothingOutsideIsRead(t *testing.T) {
	vault := hostileVault(t)
	out := filepath.Join(t.TempDir(), "out.apkg")
	var stdout, stderr bytes.Buffer
	code := run([]string{"examdeck", "export", vault, "-o", out}, &stdout, &stderr)
	if code != exitFault || !strings.Contains(stderr.String(), "link.md: error: the source can't be opened") {
		t.Errorf("exit code %d; the link that leads out is not told:\n%s", code, &stderr)
	}
	pkg, err := readOwn(out)
	if err != nil {
		t.Fatal(err)
	}
	defer pkg.file.Close()
	if len(pkg.Notes) < 3 {
		t.Errorf("%d notes", len(pkg.Notes))
	}
	for _, n := range pkg.Notes {
		for _, field := range n.Fields {
			if strings.Contains(field, "SECRET") {
				t.Errorf("a note holds %s", field)
			}
		}
	}
	if len(pkg.Media) != 1 || !strings.HasPrefix(pkg.Media[0].Name, "fine-") {
		t.Errorf("the package holds %+v", pkg.Media)
	}
	for _, m := range pkg.Media {
		r, err := pkg.Open(m)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil || bytes.Contains(data, []byte("SECRET")) {
			t.Errorf("%s holds %q, %v", m.Name, data, err)
		}
	}
}

// TestReadOnlyFolder: where nothing may be written, the error says so, and nothing is lost. Root may write anywhere,
// and runs the command as somebody else.
func TestReadOnlyFolder(t *testing.T) {
	binary := buildCommand(t)
	dir, err := os.MkdirTemp("", "examdeck-readonly-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(os.Chmod(dir, 0o755), os.RemoveAll(dir)); err != nil {
			t.Error(err)
		}
	})
	command := filepath.Join(dir, "examdeck")
	if err := exec.Command("cp", binary, command).Run(); err != nil {
		t.Fatal(err)
	}
	writeNotes(t, filepath.Join(dir, "a.md"), 3)
	old := filepath.Join(dir, "out.apkg")
	export := func(args ...string) (string, error) {
		cmd := exec.Command(command, append([]string{"export", filepath.Join(dir, "a.md")}, args...)...)
		output, err := cmd.CombinedOutput()
		return string(output), err
	}
	if output, err := export("-o", old); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	before, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	writeNotes(t, filepath.Join(dir, "a.md"), 5)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"-o", old}, {"-o", filepath.Join(dir, "new.apkg")}, {"-o", filepath.Join(dir, "new"), "--split", "exam"}, {"-o", filepath.Join(dir, "new.csv")}} {
		cmd := exec.Command(command, append([]string{"export", filepath.Join(dir, "a.md")}, args...)...)
		if os.Getuid() == 0 {
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		cmd.WaitDelay = time.Minute
		output, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(output), "permission denied") || !strings.Contains(string(output), "error: "+args[1]) {
			t.Errorf("%q: %v, %s", args, err, output)
		}
	}
	after, err := os.ReadFile(old)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old package has changed, %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
