# `make book` and `make test` need Python 3.11 or later and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
SPHINXOPTS ?=

.PHONY: book test serve notebooks lock time clean
book: $(READY)                ## execute what has changed, build the book into _build/html
	$(BIN)/jupyter-book build . --keep-going -W -n $(SPHINXOPTS)

test: $(READY)                ## every check: style, unit tests, doctests, notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n 2

serve: book                   ## read the book at http://localhost:8000
	$(BIN)/python -m http.server 8000 --directory _build/html

notebooks: $(READY)           ## execute all notebooks in place (or: make notebooks ONLY=03_partners)
	$(BIN)/python -m analysis.display.execute $(ONLY)

time: $(READY)                ## cold build against what its parts must cost, as a ratio
	$(BIN)/python -m analysis.display.cost

lock: $(READY)                ## pin the dependencies of pyproject.toml anew in requirements.txt
	$(BIN)/pip install -q uv
	echo "-e ." | $(BIN)/uv pip compile - --universal --fork-strategy fewest --python-version 3.11 \
		--no-header --no-annotate --no-emit-index-url --upgrade -q -o requirements.txt

clean:                        ## remove what was built, keep the environment
	rm -rf _build

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	touch $@
