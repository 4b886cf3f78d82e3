# Two commands matter: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test setup check format faults bench lock clean

help:  ## list what make can do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo: setup  ## the whole desk on this machine; ARGS=--once runs it through without a person
	@$(BIN)/consultant demo $(ARGS)

setup: $(VENV)/.base  ## .venv with the consultant command, the database and the ICD-10-CM release
	@$(BIN)/consultant setup

test: setup $(VENV)/.dev  ## set up and pass the tests
	@$(BIN)/pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.base $(VENV)/.dev  ## formatting, lint, strict types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev  ## format and repair what ruff can repair
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make a virtual environment here. On Debian and Ubuntu install the package python3-venv, then run make again." >&2; exit 1; }

$(VENV)/.base: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the desk into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.base
	@echo "Installing what the tests need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

faults: setup $(VENV)/.dev  ## a thousand random schedules of faults on real processes, on both databases; SEED=1 repeats, COUNT=60 shortens
	@CONSULTANT_TEST_SEED=$(or $(SEED),$(shell date +%s)) CONSULTANT_TEST_SCHEDULES=$(or $(COUNT),1000) \
		$(BIN)/pytest -n auto --dist worksteal tests/faults $(ARGS)

bench: setup $(VENV)/.dev  ## what is measured, each with a table and a machine-readable line
	@for one in lookups reading way_in latency pages outbox codes_import code_pages; do $(BIN)/python -m bench.$$one || exit 1; done

lock:  ## renew requirements/*.txt (needs uv)
	@for set in base dev; do uv pip compile requirements/$$set.in -o requirements/$$set.txt --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet; done

clean:  ## remove the environment and what the demo stored
	@rm -rf $(VENV) var build *.egg-info
