package preview

import (
	"crypto/sha256"
	"encoding/base64"
	"path"
	"regexp"
	"strings"

	"github.com/examdeck/examdeck/internal/notetype"
)

// pagePolicy is the Content-Security-Policy of the page: its own files, and no script in its text. A page that
// reloads itself asks its server for news.
func pagePolicy(live bool) string {
	policy := []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-src 'self'", "base-uri 'none'", "form-action 'none'"}
	if live {
		policy = append(policy, "connect-src 'self'")
	}
	return strings.Join(policy, "; ")
}

// framePolicy is that of the frame in which a card is shown. Scripts are the frame's own, MathJax, and those of the
// note types, which stand in the text of their cards and are known by their hashes. Notes may show pictures that lie
// on the web; MathJax makes styles.
func framePolicy(m MathJax) string {
	scripts, fonts := "script-src 'self'", "font-src 'self'"
	for _, s := range ownScripts {
		sum := sha256.Sum256([]byte(s))
		scripts += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	if m.FS == nil {
		scripts += " " + m.URL
		fonts += " " + m.URL[:strings.LastIndexByte(m.URL, '/')+1] + path.Clean(fontFolder) + "/"
	}
	return strings.Join([]string{"default-src 'none'", scripts, fonts, "style-src 'self' 'unsafe-inline'", "img-src 'self' https:",
		"media-src 'self'", "base-uri 'none'", "form-action 'none'"}, "; ")
}

var scriptTag = regexp.MustCompile(`(?s)<script>(.*?)</script>`)

// ownScripts are the scripts in the templates of the note types.
var ownScripts = func() []string {
	var all []string
	seen := map[string]bool{}
	for _, t := range notetype.All {
		for _, c := range t.Templates {
			for _, m := range scriptTag.FindAllStringSubmatch(c.Front+c.Back, -1) {
				if !seen[m[1]] {
					seen[m[1]] = true
					all = append(all, m[1])
				}
			}
		}
	}
	return all
}()
