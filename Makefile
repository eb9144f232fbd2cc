# Everything a person does here, by name. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench new-service locks clean

help: ## what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: $(VENV)/demo ## the whole portal with simulated outside systems on http://localhost:1177
	@exec $(BIN)/python -m demo

test: $(VENV)/browser ## every check and test: SQLite, PostgreSQL, Chromium
	@$(BIN)/python -m tests.run

check: $(VENV)/development ## the quick suite, under a minute
	@$(BIN)/python -m tests.run quick

fix: $(VENV)/development ## put format and imports right
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format --quiet

bench: $(VENV)/development ## what we promise about speed, measured side by side
	@$(BIN)/python -m benchmarks

# make new-service NAME, as well as make new-service NAME=fees
ifeq (new-service,$(firstword $(MAKECMDGOALS)))
NAME ?= $(word 2,$(MAKECMDGOALS))
$(eval $(word 2,$(MAKECMDGOALS)):;@:)
endif
new-service: $(VENV)/development ## a folder for a new service that passes every check: make new-service fees
	@$(BIN)/ingang new-service $(NAME)

locks: $(VENV)/development ## resolve the dependencies anew, with hashes
	@$(BIN)/python -m requirements.lock

clean: ## remove the demonstration's data
	@rm -rf var

$(VENV)/bin/uv:
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/uv.lock

# Each stamp is newer than its lock: a changed lock installs anew, an unchanged one costs nothing.
$(VENV)/%: requirements/%.lock pyproject.toml | $(VENV)/bin/uv
	@echo "Installing ($*) ..."
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/$*.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
