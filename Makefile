# Everything a newcomer needs. `make run` and `make test` set up first; git, make and any Python 3 are enough.
PYTHON ?= $(shell command -v python3 || command -v python)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench lock train evaluate clean

help: ## What can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

setup: ## Set up both environments and the front end; seconds when it is done already
	@$(PYTHON) scripts/setup.py

run: setup ## Start engine and app, and print where they are
	@exec $(BIN)/dripline up

check: setup ## The fast loop: format, lint, types, import rules, unit tests
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > var/log/lint-imports.log || { cat var/log/lint-imports.log; exit 1; }
	@$(BIN)/python -m pytest -q tests/unit

test: ## Everything: set-up, check, then all tests with the real engine and a real browser
	@$(PYTHON) scripts/setup.py --browser
	@$(MAKE) --no-print-directory check
	@$(BIN)/dripline train
	@$(BIN)/python -m pytest -q tests --ignore tests/unit --durations=10

bench: setup ## Turns a second beside stock Rasa and clicks at the desk, into benchmarks/results/
	@$(BIN)/dripline train
	@$(BIN)/python -m benchmarks

train: setup ## Train the model if data/, domain.yml or config.yml changed
	@$(BIN)/dripline train

evaluate: train ## How well messages are understood that nobody trained on, and the public sets
	@$(BIN)/dripline nlu evaluate --set held-out --html var/evaluation/held-out.html
	@$(BIN)/dripline nlu evaluate --set test --html var/evaluation/test.html
	@$(BIN)/python -m benchmarks.understanding --beside --epochs 0
	@$(BIN)/python -m benchmarks.understanding_answers

lock: ## Write the lock files anew
	@$(PYTHON) scripts/setup.py --lock

clean: ## Remove what set-up and training made; the database under var/ stays
	@rm -rf .venv engine/.venv node_modules bot/web/static/built .rasa *.egg-info
	@rm -rf var/stamps var/tools var/log var/models .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
