# `make book` and `make test` need Python 3.11 or later and make, nothing else.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c "import sys; sys.exit(sys.version_info < (3, 11))" 2> /dev/null && echo $$p && exit; done; echo python3)
BIN := .venv/bin
READY := .venv/ready
unexport PYTHONDONTWRITEBYTECODE  # else every kernel compiles anew all that it imports
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check --no-compile

.PHONY: book pdf test test-browser check-data seal faults scale unhealthy serve lab notebooks lock audit same bench mutants clean help
book: $(READY)                ## execute what has changed, build the book into _build/html
	@$(BIN)/python -m analysis.book.build

pdf: check-data               ## the whole book as one PDF, by a browser that is there
	$(BIN)/python -m analysis.book.pdf

test: check-data .venv/checks ## every check: data, style, the one-way flow, unit tests, doctests, notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

test-browser: book .venv/checks .venv/browser  ## the built pages in the system's Chromium: errors, accessibility, links, search
	$(BIN)/python -m pytest -q -n 2 -p no:nbval -o addopts="" tests/browser

check-data: $(READY)          ## every fault of data/, each in one line
	@$(BIN)/python -m analysis.facts.check

seal: $(READY)                ## the tables are as they are meant to be: digests of rows and quotations anew (SOURCE_TEXTS)
	@$(BIN)/python -m analysis.facts.seal

faults: $(READY)              ## thousands of small seeded faults in copies of the data: what becomes of each kind?
	@$(BIN)/python -m tests.faults $(ONLY)

scale: $(READY)               ## statements 10 and 100 times as many: what each stage takes, and the slope (UPTO=10)
	@$(BIN)/python -m tests.scale $(UPTO)

unhealthy: $(READY)           ## builds killed, cut off, without space, network, home ...: is the next one right? (ONLY=full)
	@$(BIN)/python -m tests.unhealthy $(ONLY)

serve: book                   ## read the book at http://localhost:8000
	$(BIN)/python -m http.server 8000 --directory _build/html

lab: check-data .venv/lab     ## read and change the notebooks in JupyterLab
	$(BIN)/jupyter lab

notebooks: check-data         ## execute all notebooks in place (or: make notebooks ONLY=03_partners)
	$(BIN)/python -m analysis.book.execute $(ONLY)

bench: $(READY) .venv/checks   ## how long things take, as ratios (ALSO=--install: the environment too)
	$(BIN)/python -m analysis.book.bench $(ALSO)

same: $(READY)                ## clean clones by several Pythons: is every file the same? (PYTHONS="python3.12 ...")
	$(BIN)/python -m tests.same $(PYTHONS)

mutants: $(READY) .venv/checks ## small seeded changes of the computing code: which do the unit tests notice?
	$(BIN)/python -m tests.mutants $(ONLY)

lock: .venv/upkeep            ## pin the dependencies of pyproject.toml, with hashes (UPGRADE=--upgrade: anew)
	$(PIN) pyproject.toml -o requirements.txt
	$(PIN) --group checks -c requirements.txt -o tests/requirements.txt
	$(PIN) --group browser -c requirements.txt -c tests/requirements.txt -o tests/browser/requirements.txt
	$(PIN) --group lab -c requirements.txt -o notebooks/requirements.txt
	$(PIN) --group upkeep -c requirements.txt -o .ci/requirements.txt
PIN = $(BIN)/uv pip compile -q --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(UPGRADE)

audit: .venv/upkeep           ## known vulnerabilities of everything pinned
	$(BIN)/pip-audit --strict --progress-spinner off --require-hashes --disable-pip $(addprefix -r ,$(PINS))
PINS := requirements.txt tests/requirements.txt tests/browser/requirements.txt notebooks/requirements.txt .ci/requirements.txt

clean:                        ## remove what was built, keep the environment
	rm -rf _build

help:                         ## what there is to make
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /: /'

# A fifth of what comes with the book's needs no build asks for: the packages' own tests, and what editors ask a kernel for.
IDLE := jedi debugpy

# What each target needs, with hashes pinned; the book's own needs first, what only some targets need when they are made.
$(READY): .venv/pinned pyproject.toml
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

.venv/pinned: requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Python 3.11 or later is needed, and this is " + \
		sys.version.split()[0] + ": name another, as in make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) --require-hashes -r $<
	$(BIN)/python -m pip uninstall -q -y $(IDLE)
	find .venv/lib -type d -name tests -prune -exec rm -r {} +
	touch $@

.venv/checks: tests/requirements.txt
.venv/browser: tests/browser/requirements.txt
.venv/lab: notebooks/requirements.txt
.venv/upkeep: .ci/requirements.txt
.venv/checks .venv/browser .venv/lab .venv/upkeep: .venv/pinned
	$(INSTALL) --require-hashes -r $(filter %.txt,$^)
	touch $@
