# `make book` and `make test` need Python 3.11 or later and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
unexport PYTHONDONTWRITEBYTECODE  # else every kernel compiles anew all that it imports

.PHONY: book pdf test test-browser check-data serve notebooks lock bench mutants clean help
book: $(READY)                ## execute what has changed, build the book into _build/html
	@$(BIN)/python -m analysis.book.build

pdf: check-data               ## the whole book as one PDF, by a browser that is there
	$(BIN)/python -m analysis.book.pdf

test: check-data              ## every check: data, style, the one-way flow, unit tests, doctests, notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

test-browser: book            ## the built pages in the system's Chromium: errors, accessibility, links, search, downloads
	$(BIN)/pip install -q --disable-pip-version-check -e ".[browser]"
	$(BIN)/python -m pytest -q -n 2 -p no:nbval -o addopts="" tests/browser

check-data: $(READY)          ## every fault of data/, each in one line
	@$(BIN)/python -m analysis.facts.check

serve: book                   ## read the book at http://localhost:8000
	$(BIN)/python -m http.server 8000 --directory _build/html

notebooks: check-data         ## execute all notebooks in place (or: make notebooks ONLY=03_partners)
	$(BIN)/python -m analysis.book.execute $(ONLY)

bench: $(READY)               ## how long things take, as ratios (INSTALL=--install: the environment too)
	$(BIN)/python -m analysis.book.bench $(INSTALL)

mutants: $(READY)             ## small seeded changes of the computing code: which do the unit tests notice?
	$(BIN)/python -m tests.mutants $(ONLY)

lock: $(READY)                ## pin the dependencies of pyproject.toml in requirements.txt (UPGRADE=--upgrade: anew)
	$(BIN)/pip install -q uv
	echo "-e ." | $(BIN)/uv pip compile - --universal --fork-strategy fewest --python-version 3.11 \
		--no-header --no-annotate --no-emit-index-url $(UPGRADE) -q -o requirements.txt

clean:                        ## remove what was built, keep the environment
	rm -rf _build

help:                         ## what there is to make
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /: /'

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	touch $@
