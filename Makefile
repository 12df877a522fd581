# examdeck: every target says in a "##" comment what it does; `make` lists them.

GO ?= go
PYTHON ?= python3
ANKI_VERSION := 26.9.3
GENANKI_VERSION := 0.13.1
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME ?= 8s
SHARED ?= ../shared
# Packages that need no C compiler: the model, the parser, and the writers of text.
PURE := ./deck/... ./parse/... ./export/csv/... ./export/preview/...

# The real Anki library, when it can be had, lives in .venv; tests find it by this variable.
export EXAMDECK_ANKI_PYTHON ?= $(wildcard $(CURDIR)/.venv/bin/python)
# The real MathJax, when it can be had, lives in .mathjax; tests find it by this variable.
export EXAMDECK_MATHJAX ?= $(wildcard $(CURDIR)/.mathjax/node_modules)

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help build demo test check imports unit fuzz pure anki mathjax mathtable bench vault corpus mutate picture preview-picture clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/examdeck, its version inside
	$(GO) build -trimpath -buildvcs=auto -o bin/examdeck ./cmd/examdeck

demo: build ## export the notes in examples/ into demo/ and say how to import them
	@mkdir -p demo
	bin/examdeck export examples -o demo/examples.apkg
	bin/examdeck export examples -o demo/examples.csv --media demo/media
	@echo
	@echo "made demo/examples.apkg: open it with Anki (File > Import, or a double click)"
	@echo "made demo/examples.csv:  import it with File > Import; its pictures are in demo/media, to be put into Anki's collection.media"

test: anki mathjax check unit pure fuzz ## everything that must pass; says at the end what was skipped
	@if [ -s .skipped ]; then echo; echo "make test passed, but SKIPPED:"; sort -u .skipped; else echo "make test passed, nothing skipped"; fi
	@rm -f .skipped

check: imports ## formatting, vet, go.mod, static analysis
	@test -z "$$(gofmt -s -l cmd deck export parse internal)" || { gofmt -s -d cmd deck export parse internal; exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff
	$(GO) run $(STATICCHECK) ./...

imports: ## imports go one way only, every exported name has a doc
	$(GO) test -count=1 ./internal/rules

unit: ## Go tests with -race, golden files, command scripts, conformance in the real Anki
	@rm -f .skipped
	@set -o pipefail; $(GO) test -race -count=1 -timeout 30m -json ./... | $(GO) run ./internal/testlog -skipped .skipped

pure: ## all but packages and the command builds without a C compiler
	CGO_ENABLED=0 $(GO) build $(PURE)

fuzz: ## every fuzz target for FUZZTIME (8s)
	@set -e; for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "fuzzing $$pkg $$target"; \
			out=$$($(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$pkg 2>&1) || \
				{ echo "$$out"; exit 1; }; \
			echo "$$out" | tail -n 1; \
		done; done

anki: ## put the real Anki library, and genanki, into .venv, for the conformance tests
	@if [ -x .venv/bin/python ] && .venv/bin/python -c 'import anki, genanki' 2>/dev/null; then exit 0; fi; \
	if $(PYTHON) -m venv .venv && .venv/bin/python -m pip install -q --disable-pip-version-check anki==$(ANKI_VERSION) genanki==$(GENANKI_VERSION); then exit 0; fi; \
	rm -rf .venv; \
	if [ "$$CI" = true ]; then echo "error: Anki $(ANKI_VERSION) and genanki $(GENANKI_VERSION) can't be installed" >&2; exit 1; fi; \
	echo "SKIPPED: the tests in the real Anki: Anki $(ANKI_VERSION) and genanki $(GENANKI_VERSION) can't be installed here" >&2

mathjax: ## put the real MathJax, as Anki has it, into .mathjax, for the tests of formulas
	@if cmp -s internal/mathjaxtest/package-lock.json .mathjax/package-lock.json && [ -d .mathjax/node_modules/mathjax-full ]; then exit 0; fi; \
	mkdir -p .mathjax; \
	if cp internal/mathjaxtest/package*.json .mathjax && npm ci --prefix .mathjax --silent --no-audit --no-fund; then exit 0; fi; \
	rm -rf .mathjax; \
	if [ "$$CI" = true ]; then echo "error: MathJax can't be installed" >&2; exit 1; fi; \
	echo "SKIPPED: the tests against the real MathJax: it can't be installed here (Node and npm are needed)" >&2

mathtable: mathjax ## what MathJax knows, for internal/mathjax, read from the real one
	NODE_PATH=.mathjax/node_modules node internal/mathjaxtest/table.js > internal/mathjax/table.txt

bench: build ## speed and memory beside their bars: what the libraries alone take for the same work
	$(GO) run ./internal/bench -examdeck bin/examdeck -note $(SHARED)/seed/exams.md

vault: build ## speed and memory of a vault with 2 GB of pictures; takes 5 GB of disk
	$(GO) run ./internal/bench -examdeck bin/examdeck -vault 5000

picture: build ## docs/card.png: the card that the README's sample makes, from the real Anki (by the tools beside the checkout)
	@set -e; dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; \
	awk '/^```markdown$$/ {on=1; next} /^```$$/ {on=0} on' README.md > "$$dir/algorithms.md"; \
	bin/examdeck export -q "$$dir/algorithms.md" -o "$$dir/algorithms.apkg"; \
	$(PYTHON) $(SHARED)/tools/anki_shot.py "$$dir/algorithms.apkg" "$$dir" --mode preview --size 760x420 --also "" --strict; \
	cp "$$dir/001-answer.png" docs/card.png

preview-picture: build mathjax ## docs/preview.png: the preview of the notes in examples/, from Debian's Chromium
	@set -e; dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; \
	bin/examdeck preview -q examples -o "$$dir/page" --mathjax $(EXAMDECK_MATHJAX)/mathjax-full/es5/tex-chtml-full.js; \
	card=$$(bin/examdeck export examples --dry-run --json -o "$$dir/x.apkg" | $(PYTHON) -c 'import json, sys; print(json.load(sys.stdin)["questions"][0]["guid"])'); \
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1180,600 --virtual-time-budget=10000 \
		--screenshot="$$dir/preview.png" "file://$$dir/page/index.html#$$card/0/back" 2>/dev/null; \
	cp "$$dir/preview.png" docs/preview.png

corpus: ## how many questions of real notes are found and right; fails if that was better before
	$(GO) run ./internal/corpus -dir $(SHARED)
	$(GO) test -count=1 ./internal/corpus

mutate: ## change 200 conditions and thresholds, one at a time, and list those that no test notices; for a release
	$(GO) run ./internal/mutate

clean: ## remove what the other targets made
	rm -rf bin demo .venv .mathjax .skipped
