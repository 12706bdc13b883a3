# Needs Python 3.11 or newer, make and a package index. `make` lists the targets.

PYTHON ?= python3
VENV ?= .venv
CHECKOV_VENV ?= .venv-checkov
LOCK_VENV ?= .venv-lock
AUDIT_VENV ?= .venv-audit
JOBS ?= 2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# An environment is current while its stamp is there. The stamp's name is a checksum of what the environment was made
# from: the lock's content, the interpreter, and the folder (scripts in an environment carry its full path).
interpreter := $(shell command -v '$(PYTHON)'; '$(PYTHON)' --version 2>&1)
checksum = $(shell { cat $(1); printf '%s\n' '$(interpreter)' '$(CURDIR)'; } | cksum | tr -d ' ')
locked := $(VENV)/.locked-$(call checksum,requirements.lock)
installed := $(VENV)/.installed-$(call checksum,requirements.lock pyproject.toml)
checkov_locked := $(CHECKOV_VENV)/.locked-$(call checksum,requirements-checkov.lock)
audit_locked := $(AUDIT_VENV)/.locked-$(call checksum,requirements-audit.lock)
copier_locked := build/bench/copier/.locked-$(call checksum,bench/alternatives/copier.lock)

# The lock is complete, so nothing is left to resolve; modules are compiled when first imported (oci alone has 18,000).
# pip is told to print errors only.
pip_options := --quiet --quiet --disable-pip-version-check --no-deps
install_locked = -m pip install $(pip_options) --no-compile --require-hashes --requirement

define require_python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "adbkms needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo 'not there')." >&2; \
	  echo "Name another one, for example: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
endef

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

.PHONY: setup
setup: $(installed) ## Make the environment in .venv from requirements.lock

$(locked):
	$(require_python)
	@echo "Setting up $(VENV) from requirements.lock; this takes about a minute"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(VENV)/bin/python $(install_locked) requirements.lock
	@touch $@

$(installed): $(locked)
	@rm -f $(VENV)/.installed-*
	@$(VENV)/bin/python -m pip install $(pip_options) --no-build-isolation --editable .
	@touch $@

.PHONY: demo
demo: setup ## Render and verify the first example into build/demo
	@$(VENV)/bin/adbkms render examples/quickstart/3-encrypt.yaml -o build/demo

.PHONY: test
test: setup ## Run all tests
	@$(VENV)/bin/python -m pytest -n $(JOBS) --dist loadgroup

.PHONY: lint
lint: setup ## Check style and formatting (ruff)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

.PHONY: format
format: setup ## Format the code and mend what ruff can mend
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

.PHONY: types
types: setup ## Check types (mypy --strict)
	@$(VENV)/bin/mypy

.PHONY: layers
layers: setup ## Check that no layer imports a later one (import-linter)
	@$(VENV)/bin/lint-imports

.PHONY: goldens
goldens: setup ## Render modules/, the examples' trees and the JSON Schema anew
	@$(VENV)/bin/python -m tests.golden.regenerate

.PHONY: check-goldens
check-goldens: setup ## Fail, with the diff, if `make goldens` would change something
	@$(VENV)/bin/python -m tests.golden.regenerate --check

.PHONY: docs
docs: setup ## Build the documentation's site into build/site
	@NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build

.PHONY: bench
bench: setup ## Measure fleets of 10 to 100,000 databases, and make docs/performance.md anew
	@$(VENV)/bin/python -m bench $(BENCH)
	@$(VENV)/bin/python -m bench.page build/bench/figures.json

.PHONY: bench-alternatives
bench-alternatives: $(copier_locked) ## Install copier and cdktf into build/bench, for `make bench` to compare with
	@command -v npm >/dev/null || { echo "Without npm cdktf is left out." >&2; exit 0; }; \
	  cp bench/alternatives/package.json build/bench/ && \
	  npm install --prefix build/bench --no-audit --no-fund --no-package-lock --silent

$(copier_locked):
	$(require_python)
	@$(PYTHON) -m venv --clear build/bench/copier
	@build/bench/copier/bin/python $(install_locked) bench/alternatives/copier.lock
	@touch $@

.PHONY: bench-live
bench-live: setup ## Measure a look at a fleet in both clouds, against stand-ins
	@$(VENV)/bin/python -m bench.live_fleet

.PHONY: screenshots
screenshots: setup ## Take the documentation's pictures anew (needs Chromium); look at them before a commit
	@$(VENV)/bin/python -m tests.screenshots

.PHONY: checkov
checkov: $(checkov_locked) ## Scan the examples' rendered trees with checkov
	@$(CHECKOV_VENV)/bin/python -m tests.checkov $(CHECKOV_VENV)/bin/checkov examples

$(checkov_locked):
	$(require_python)
	@echo "Setting up $(CHECKOV_VENV) from requirements-checkov.lock; this takes about a minute"
	@$(PYTHON) -m venv --clear $(CHECKOV_VENV)
	@$(CHECKOV_VENV)/bin/python $(install_locked) requirements-checkov.lock
	@touch $@

.PHONY: audit
audit: $(audit_locked) ## Look for known vulnerabilities of what the locks pin (pip-audit)
	@$(AUDIT_VENV)/bin/python -m tests.audit $(AUDIT_VENV)/bin/pip-audit requirements.lock requirements-checkov.lock requirements-audit.lock integrations/requirements.lock

.PHONY: sbom
sbom: setup $(audit_locked) ## Write what the wheel needs at run time into build/adbkms.cdx.json (CycloneDX)
	@$(VENV)/bin/python -m tests.packaging.sbom build/adbkms.cdx.json
	@$(AUDIT_VENV)/bin/python -m tests.audit.sbom_schema build/adbkms.cdx.json

$(audit_locked):
	$(require_python)
	@echo "Setting up $(AUDIT_VENV) from requirements-audit.lock"
	@$(PYTHON) -m venv --clear $(AUDIT_VENV)
	@$(AUDIT_VENV)/bin/python $(install_locked) requirements-audit.lock
	@touch $@

.PHONY: lock
lock: ## Resolve the locks anew (newest versions: make lock UPGRADE=--upgrade)
	$(require_python)
	@test -x $(LOCK_VENV)/bin/uv || { $(PYTHON) -m venv $(LOCK_VENV) && $(LOCK_VENV)/bin/python -m pip install --quiet uv; }
	@$(LOCK_VENV)/bin/uv pip compile $(lock_options) pyproject.toml --group dev --output-file requirements.lock
	@$(LOCK_VENV)/bin/uv pip compile $(lock_options) --group checkov --output-file requirements-checkov.lock
	@$(LOCK_VENV)/bin/uv pip compile $(lock_options) --group audit --output-file requirements-audit.lock
	@echo 'copier' | $(LOCK_VENV)/bin/uv pip compile $(lock_options) - --output-file bench/alternatives/copier.lock
	@echo 'hatchling>=1.27' | $(LOCK_VENV)/bin/uv pip compile $(lock_options) --constraint requirements.lock pyproject.toml - --output-file integrations/requirements.lock

# For every platform and every Python from 3.11 on.
lock_options := --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)

.PHONY: clean
clean: ## Remove the environments and everything that was built
	@rm -rf $(VENV) $(CHECKOV_VENV) $(AUDIT_VENV) $(LOCK_VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
