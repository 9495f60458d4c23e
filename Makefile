# quorate: every command is one of these.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test check format bench docs language memberships votes confidence clean

demo: $(VENV)/.installed
	$(BIN)/quorate demo

test: $(VENV)/.tested
	$(BIN)/pytest -n auto

check: $(VENV)/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/test_docs.py tests/test_architecture.py --doctest-modules src

format: $(VENV)/.tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.tested
	$(BIN)/python -m bench

docs: $(VENV)/.tested
	$(BIN)/python docs/build.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --conf-dir docs . site

# `python language/teacher.py FOLDER` comes before, see language/README.md.
language: $(VENV)/.tested
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python language/train.py "$(TREEBANKS)" build/english
	rm -rf src/quorate/reading/english
	cp -r build/english src/quorate/reading/english

memberships: $(VENV)/.tested
	OPENBLAS_NUM_THREADS=1 $(BIN)/python language/memberships.py $(ANNOTATED)

votes: $(VENV)/.tested
	OPENBLAS_NUM_THREADS=1 $(BIN)/python language/votes.py $(ANNOTATED)

OWN      := tests/reading/reports
HANDS    := agency desks votes wires
FAMILIAR ?= $(OWN)/learnt $(OWN)/voices/learnt $(HANDS:%=$(OWN)/%/learnt) $(OWN)/aside:statement,act,membership,tally
FRESH    ?= $(OWN)/aside:position,figure $(HANDS:%=$(OWN)/%/aside) $(OWN)/voices/aside:membership,tally

# Folders of annotated reports: open to the readers' authors, not so, and never to be looked at.
confidence: $(VENV)/.tested
	$(BIN)/python -m bench.confidence --write --familiar $(FAMILIAR) --fresh $(FRESH)

clean:
	rm -rf $(VENV) site demo-case

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[all]'
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	touch $@
