# All commands. `make` alone lists them; `make demo` and `make test` work on a fresh clone
# with nothing but git, make and Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(BIN)/uv
PORT ?= 8765

.DEFAULT_GOAL := help
.PHONY: help setup clients demo chat test quick check fix bench lock docs image clean

help: ## list all commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) clients ## install everything into .venv, development tools too

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(UV) || { $(BIN)/python -m ensurepip >/dev/null && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check uv; }
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip sync --quiet --require-hashes requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

clients: $(READY)
	@$(BIN)/python -m tests.servers.install_chromium
	@$(BIN)/python -m tests.servers.install_strict_client

demo: $(READY) ## citizen and desk side by side in a local web page (PORT=8765)
	@$(BIN)/wegwijs demo --port $(PORT)

chat: $(READY) ## the same conversation in the terminal
	@$(BIN)/wegwijs chat

test: setup ## run every test, the slow ones with real servers too
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

quick: $(READY) ## run the tests that need no server
	@$(BIN)/python -m pytest -m "not slow"

check: $(READY) ## style, types, import contracts, knowledge base: all that is not a test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/wegwijs check
	@$(BIN)/hadolint Dockerfile

fix: $(READY) ## let the tools mend what they can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY) ## measure matching, the pipeline and the desk against named peers
	@$(BIN)/python -m benchmarks.matching --out docs/benchmarks.md
	@$(BIN)/python -m benchmarks.hostile --out docs/benchmarks.md
	@$(BIN)/python -m benchmarks.pipeline --out docs/benchmarks.md
	@$(BIN)/python -m benchmarks.reloading --out docs/benchmarks.md
	@$(BIN)/python -m benchmarks.desk --out docs/benchmarks.md
	@$(BIN)/python -m benchmarks.limits --out docs/benchmarks.md

docs: $(READY) ## make what is generated: schema, dialogue diagram, printed guide
	@$(BIN)/wegwijs schema > knowledge/schema.json
	@$(BIN)/python docs/make_dialogue.py
	@$(BIN)/python docs/make_desk_guide.py

lock: $(READY) ## pin all dependencies anew
	@$(UV) pip compile pyproject.toml --universal --python-version 3.11 --group dev \
		--generate-hashes --no-header --no-annotate --quiet --upgrade -o requirements.lock

image: ## build the container image (needs buildah, podman or docker)
	@$$(command -v buildah || command -v podman || command -v docker) build -t wegwijs .

clean: ## remove everything that was installed or made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
