# `make book` and `make test` need Python 3.11 or later and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
SPHINXOPTS ?=

.PHONY: book pdf test test-browser check-data seal faults serve notebooks lock time mutants clean help
book: check-data              ## execute what has changed, build the book into _build/html
	$(BIN)/jupyter-book build . --keep-going -W -n $(SPHINXOPTS)

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

seal: $(READY)                ## the tables are as they are meant to be: digests of rows and quotations anew (SOURCE_TEXTS)
	@$(BIN)/python -m analysis.facts.seal

faults: $(READY)              ## thousands of small seeded faults in copies of the data: what becomes of each kind?
	@$(BIN)/python -m tests.faults $(ONLY)

serve: book                   ## read the book at http://localhost:8000
	$(BIN)/python -m http.server 8000 --directory _build/html

notebooks: check-data         ## execute all notebooks in place (or: make notebooks ONLY=03_partners)
	$(BIN)/python -m analysis.book.execute $(ONLY)

time: $(READY)                ## cold build against what its parts must cost, as a ratio
	$(BIN)/python -m analysis.book.cost

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
