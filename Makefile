# What a person and CI run. `make help` lists the targets.

VENV := .venv
BIN := $(VENV)/bin
# Two workers: much of the tests' time is spent waiting for processes.
WORKERS ?= 2
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

# Debian package and the command that shows that it is there.
ROOM := bubblewrap:bwrap slirp4netns:slirp4netns nftables:nft util-linux:unshare
TOOLS := git:git nodejs:node npm:npm postgresql:pg_ctlcluster sqlite3:sqlite3 bsdutils:script \
	chromium:chromium tmux:tmux

MILEPOST := $(BIN)/milepost
# For guides that call `milepost` or pytest: the locked ones, not what a machine happens to have.
WITH_BIN = PATH="$(CURDIR)/$(BIN):$$PATH"
SOAK := tests/e2e/test_soak.py
EXAMPLES := examples/git-basics examples/word-count examples/notes-api

.PHONY: help demo test bench soak lint types tests examples docs setup lock format clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/runtime ## set everything up, then check and run a shipped roadmap
	@scripts/packages.sh git:git $(ROOM)
	$(MILEPOST) check examples/git-basics
	$(MILEPOST) run examples/git-basics

test: lint types tests examples docs ## the whole gate

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/dev
	$(BIN)/mypy

# The soak waits for most of its two minutes: beside the others it costs them little.
tests: $(VENV)/dev
	@scripts/packages.sh $(TOOLS) $(ROOM)
	$(WITH_BIN) $(BIN)/pytest $(SOAK) & soak=$$!; \
	$(WITH_BIN) $(BIN)/pytest -n $(WORKERS) --cov --cov-report=term:skip-covered --ignore $(SOAK); \
	tests=$$?; wait $$soak && exit $$tests

examples: $(VENV)/dev
	@scripts/packages.sh $(TOOLS) $(ROOM)
	$(MILEPOST) check $(EXAMPLES)
	for roadmap in $(EXAMPLES); do $(MILEPOST) run $$roadmap || exit; done

# The page of each command is a guide that carries that command out; so is that of clusters.
docs: $(VENV)/dev
	for page in README.md docs/clusters.md docs/languages.md docs/commands/[a-z]*.md; do \
		$(WITH_BIN) $(MILEPOST) run --no-sandbox $$page || exit; \
	done

bench: $(VENV)/dev ## print Milepost's figures beside its peers'
	@scripts/packages.sh $(TOOLS) $(ROOM)
	$(BIN)/python -m benchmarks

soak: $(VENV)/dev ## an hour of guides that leave much behind, and kills at random; SECONDS=60
	@scripts/packages.sh $(TOOLS) $(ROOM)
	MILEPOST_SOAK_SECONDS=$(or $(SECONDS),3600) $(BIN)/pytest -s $(SOAK)

setup: $(VENV)/dev ## the virtual environment with all development tools

format: $(VENV)/dev ## format the code and apply the safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# UPGRADE=--upgrade moves every pin to the newest version that pyproject.toml allows. Extras are
# kept in the pins: else pip looks for the newest `coverage[toml]`, and refuses it as unpinned.
LOCK = $(BIN)/uv --no-config pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(UPGRADE)

lock: $(VENV)/pyvenv.cfg ## write requirements/*.txt anew
	$(PIP) install -qq --require-hashes -r requirements/lock.txt
	$(LOCK) pyproject.toml --group build -o requirements/runtime.txt
	$(LOCK) pyproject.toml --group dev -c requirements/runtime.txt -o requirements/dev.txt
	$(LOCK) --group lock -o requirements/lock.txt
	$(LOCK) --group peers -o requirements/peers.txt

clean: ## remove what the other targets made
	rm -rf $(VENV) .coverage .coverage.* htmlcov dist build .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	scripts/venv.sh $(VENV)

$(VENV)/runtime: requirements/runtime.txt pyproject.toml | $(VENV)/pyvenv.cfg
	$(PIP) install -qq --require-hashes -r requirements/runtime.txt
	$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/runtime
	$(PIP) install -qq --require-hashes -r requirements/dev.txt
	@touch $@
