# Start with `make setup`; the other targets use its .venv, or else the python3 on the path.
PYTHON := $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: setup format lint type test eval calibrate bench check readme picture

setup:  ## a virtual environment with kg, as it stands in this folder, and what the tests need
	python3 -m venv .venv
	.venv/bin/pip install -e '.[test]'

format:  ## lays the code out
	$(PYTHON) -m ruff check --fix-only -q .
	$(PYTHON) -m ruff format .

lint:  ## code style and layout
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

type:  ## types
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

check: lint type test

eval:  ## accuracy against the gold sets; fails below tests/eval/floors.toml
	$(PYTHON) tests/eval/run.py

calibrate:  ## fits kg/lexicons/en/confidence.toml to the gold sets
	$(PYTHON) tests/eval/calibrate.py

bench:  ## speed against the bare language model and rdflib
	$(PYTHON) tests/bench/run.py

readme:  ## writes the generated parts: command reference, questions, tour, accuracy; the rooms in ARCHITECTURE.md
	$(PYTHON) tests/test_readme.py --write --accuracy

picture:  ## draws docs/picture.png from the examples; needs Chromium
	PYTHONPATH=. $(PYTHON) docs/picture.py
