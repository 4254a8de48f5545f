# run: see it work · test: everything that must hold · check: without the tests · bench: how fast · prove: long random search
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed-lock
ROUNDS ?= 20
PERIODS := 2026-03 2026-Q1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check bench prove lock clean
.DEFAULT_GOAL := run

# The virtual environment, made once and brought up to date when the lock or the project's description changes.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing. Install it: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "== installing the locked packages into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# A made-up company, two periods of it settled, and the report opened where there is a screen.
run: $(INSTALLED)
	@test -d demo || $(BIN)/manyi demo-data --seed 1 --out demo
	@for period in $(PERIODS); do \
		rm -rf "out/$$period"; \
		$(BIN)/manyi settle --policy policies/ev-sales/2026-01-01 --period "$$period" \
			--evidence demo/evidence --taken 2026-07-01 --out "out/$$period" || exit; \
	done
	@case "$${MANYI_LANG:-$$LANG}" in zh*) language=zh ;; *) language=en ;; esac; \
	report="$(CURDIR)/out/$(firstword $(PERIODS))/report.$$language.html"; \
	echo "Report: $$report"; \
	if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then xdg-open "$$report" || $(BIN)/python -m webbrowser "$$report"; fi

check: $(INSTALLED)
	@echo "== ruff: lint" && $(BIN)/ruff check
	@echo "== ruff: format" && $(BIN)/ruff format --check
	@echo "== mypy" && $(BIN)/mypy
	@echo "== import-linter" && $(BIN)/lint-imports --no-cache

test: check
	@tools/prepare_tests.sh
	@echo "== pytest" && $(BIN)/pytest -n auto --dist loadgroup

bench: $(INSTALLED)
	@$(BIN)/python -m bench.tally --answers 10000000 100000000
	@$(BIN)/python -m bench.decide --people 10000 200000

# Drawn companies twenty times over, then every property again under a new seed each round.
prove: $(INSTALLED)
	@echo "== calibration, $(ROUNDS) times the companies"
	@$(BIN)/pytest -n auto -m calibration --rounds $(ROUNDS)
	@for round in $$(seq $(ROUNDS)); do \
		echo "== round $$round of $(ROUNDS)"; \
		$(BIN)/pytest -n auto -m hypothesis --hypothesis-seed="$$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')" || exit; \
	done

# Exact versions with hashes; no index or file address may enter the file.
lock: $(INSTALLED)
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist out demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +
