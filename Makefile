# harmtrace: `make run` shows the demonstration, `make test` runs every check. Needs python3 (3.11 or newer) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= demo

.PHONY: run test lint bench fuzz constraints catalogues screenshots clean

run: $(VENV)/.installed
ifdef IN
	$(BIN)/harmtrace demo --out $(OUT) $(IN)
else
	$(BIN)/harmtrace demo --out $(OUT)
endif

test: $(VENV)/.installed-dev lint
	$(BIN)/pytest -n auto --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests evaluation
	$(BIN)/ruff format --check src tests evaluation
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(VENV)/.installed-dev
	HARMTRACE_FUZZ_EXAMPLES=5000 $(BIN)/pytest tests/extract/test_any_text.py

bench: $(VENV)/.installed-dev
	$(BIN)/python -m evaluation.bench

catalogues: $(VENV)/.installed-dev
	$(BIN)/python docs/catalogues.py

screenshots: $(VENV)/.installed-dev
	$(BIN)/harmtrace demo --out $(OUT)
	$(BIN)/python -m evaluation.bench.wide 5000 > $(OUT)/large.jsonl
	$(BIN)/harmtrace run $(OUT)/large.jsonl --store sqlite:///$(OUT)/large.db
	$(BIN)/python -m tests.web.screenshots sqlite:///$(OUT)/demo.db $(OUT)/screenshots ar-SY sqlite:///$(OUT)/large.db

constraints: $(VENV)/.installed-dev
	$(BIN)/pip freeze --exclude-editable | grep -E '^[A-Za-z0-9._-]+==' | LC_ALL=C sort -f > constraints.txt

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "harmtrace needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,estimates,linkage,postgres]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
