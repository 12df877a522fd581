// Package docs holds the manual, so that who has only the program has it too: examdeck docs prints it.
package docs

import "embed"

// Files are the pages, Markdown, by the names that examdeck docs takes with ".md" behind them.
//
//go:embed check.md configuration.md diagnostics.md format.md identity.md json.md preview.md security.md
var Files embed.FS
