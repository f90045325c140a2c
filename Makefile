# The two commands of the README: `make demo` and `make test`. Both start from a bare python3.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test install lint types unit floors speed

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --no-compile -e .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $@

install: $(VENV)/installed

demo: $(VENV)/installed
	$(BIN)/dateline code examples/stories.jsonl --format table

test: lint types unit floors

lint: $(VENV)/installed-dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/dateline codebook lint

types: $(VENV)/installed-dev
	$(BIN)/mypy --no-error-summary

unit: $(VENV)/installed-dev
	$(BIN)/python -m pytest

floors: $(VENV)/installed-dev
	$(BIN)/python bench/floors.py

speed: $(VENV)/installed-dev
	$(BIN)/python bench/speed.py
