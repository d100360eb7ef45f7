# Everything runs from a fresh checkout: `make demo` and `make test` set up .venv by themselves.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test lint bench calibrate towns constraints clean

demo: $(READY)
	$(BIN)/whowhom demo

test: lint
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: bench-pipelines bench-dates bench-coding bench-load

bench-%: $(READY)
	$(BIN)/python -m benchmarks.$*

# Learns confidence anew from the passages held out, the only ones that the rules were not mended for.
calibrate: $(READY)
	mkdir -p build
	for lang in de sr en; do $(BIN)/python -m tests.gold.reader $$lang held_out; done > build/held_out.jsonl
	$(BIN)/python -m flows.calibrate build/held_out.jsonl

# Pinned names, versions and hashes first, then the package itself, which fetches nothing.
$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "whowhom needs Python 3.11 or newer: make PYTHON=python3.11")'
	@echo "setting up .venv (about two minutes, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

# After a change to the dependencies in pyproject.toml; needs uv.
constraints:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet -o constraints.txt

clean:
	rm -rf .venv build dist demo *.egg-info
