# Every target sets up what it needs. `make help` lists them.
PYTHON ?= python3
TESTS  ?= tests

BIN        := .venv/bin
PIP        := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
PACKAGE    := --no-build-isolation --editable '.[yaml,autocompletion,jobtoken,cli,sandbox]'
GENERATORS := gen_async gen_index gen_tests_sync gen_docs gen_coverage gen_sandbox_coverage

.DEFAULT_GOAL := help
.PHONY: help setup test coverage clients browser demo check format generate docs bench clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## */\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: .venv/.dev  ## .venv with everything that developing needs

test: .venv/.test  ## the test suite, on all cores (TESTS=tests/core for a part)
	$(BIN)/python -m pytest -n auto $(TESTS)

coverage: .venv/.test  ## the test suite, with the lines and branches it misses
	$(BIN)/coverage run -m pytest $(TESTS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

clients: .venv/.test  ## other people's GitLab clients against the sandbox
	$(BIN)/python tests/clients/run.py

# Chromium and its driver come from Debian where they may be installed.
browser: .venv/.browser  ## the access graph's page in a real browser
	@command -v chromedriver >/dev/null || { apt-get update -qq && \
	apt-get install -qq --yes --no-install-recommends chromium chromium-driver >/dev/null; }
	BROWSER_REQUIRED=1 $(BIN)/python -m pytest tests/browser

# The audit exits with 1 when it has findings, and the demo fleet has some.
demo: .venv/.test  ## the job token page's walkthrough, then an audit of a fleet, on the sandbox
	$(BIN)/python examples/walkthrough.py
	$(BIN)/python examples/walkthrough_async.py
	$(BIN)/gitlab --sandbox demo job-token audit --group acme --output table --findings-only || [ $$? -eq 1 ]

check: .venv/.dev  ## format, lint, import rules, generated files, types, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	set -e; for tool in $(GENERATORS); do $(BIN)/python tools/$$tool.py --check; done
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/python -m pytest -q tests/typing
	$(MAKE) docs

format: .venv/.dev  ## write the format and the lint fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: .venv/.test  ## write the generated files
	set -e; for tool in $(GENERATORS); do $(BIN)/python tools/$$tool.py; done

docs: .venv/.dev  ## the documentation, docs/_build/html/index.html
	$(BIN)/sphinx-build --fail-on-warning --quiet docs docs/_build/html

bench: .venv/.test  ## the costs that have targets, as ratios
	$(BIN)/python -m benchmarks

clean:  ## remove all that make has made
	rm -rf .venv build dist docs/_build tests/clients/node_modules .coverage .coverage.* .*_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# The stamps say what was installed, and are out of date when a manifest is newer.
.venv/.%: pyproject.toml constraints.txt | .venv
	$(PIP) pip hatchling
	$(PIP) $(PACKAGE) --group $*
	@touch $@

.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo 'gitlabkit needs Python 3.11 or newer; try: make PYTHON=python3.11 $(MAKECMDGOALS)' >&2; exit 1; }
	$(PYTHON) -m venv .venv
