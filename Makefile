# Everything a fresh machine with Rust, gcc and CPython 3.11 needs is installed by these targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(CURDIR)/$(VENV)/bin
WHEEL   = $(wildcard dist/dondoo-*.whl)
SHARED ?= ../shared
TRAIN  := target/release/dondoo-train

.PHONY: demo test test-rust test-python test-engines java test-browser docs picture lint wheel release-check release-check-fast bench bench-engines bench-instructions score score-words score-names train-names check-data clean

# Sets up everything and does the main job on the example articles.
demo: $(VENV)/installed
	$(BIN)/python examples/demo.py examples/articles.jsonl

# Sets up and runs every test.
test: test-rust test-python

test-rust:
	cargo test --quiet

# The engines for real, in local mode: Spark (needs a Java of 17 or later), Dask, Ray.
test-engines: $(VENV)/installed java
	$(BIN)/pip install --quiet --disable-pip-version-check --group test --group engines
	mkdir -p target/elsewhere && cd target/elsewhere && $(BIN)/python -m pytest $(CURDIR)/tests/engines --rootdir $(CURDIR) -p no:cacheprovider

# Where there is no Java and we may install one; else the Spark tests skip and say why.
java:
	@command -v java >/dev/null || [ -n "$$JAVA_HOME" ] || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	apt-get update -qq && apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null; } || \
	echo "no Java of 17 or later: Spark is not tested"

# Notebook display in a real browser: Debian's Chromium, installed where we may; without it the tests skip and say so.
test-browser: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --group test --group browser
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || echo "no chromium: browser tests will skip"
	mkdir -p target/elsewhere && cd target/elsewhere && $(BIN)/python -m pytest $(CURDIR)/tests/browser --rootdir $(CURDIR) -p no:cacheprovider

# The documentation site, into target/site; a warning is an error. The notebooks are executed, and tested first.
docs: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --group docs
	mkdir -p target/elsewhere && cd target/elsewhere && $(BIN)/python -m pytest $(CURDIR)/tests/python/test_notebooks.py --rootdir $(CURDIR) -p no:cacheprovider
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# The picture in the README.
picture: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --group browser
	$(BIN)/python tools/picture.py docs/images/document.png

# Against the installed wheel, from a folder that is not the checkout, so that the checkout's own package is never imported.
test-python: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --group test
	mkdir -p target/elsewhere && cd target/elsewhere && $(BIN)/python -m pytest $(CURDIR)/tests/python --rootdir $(CURDIR) -p no:cacheprovider

lint: $(VENV)/installed check-data
	cargo fmt --check
	cargo clippy --quiet --all-targets -- -D warnings
	cargo clippy --quiet --all-targets --features python -- -D warnings
	$(BIN)/pip install --quiet --disable-pip-version-check --group lint --group test
	$(BIN)/ruff check python tests benches examples tools
	$(BIN)/ruff format --check python tests benches examples tools
	$(BIN)/mypy python/dondoo
	cd target && $(BIN)/python -m mypy.stubtest dondoo._core

wheel: $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check "maturin>=1.16,<2"
	rm -rf dist && $(BIN)/maturin build --release --quiet --out dist

# Wheel and sdist as PyPI would get them, with everything that is promised of them: old glibc, stable ABI, size, import time, stubs, licences.
release-check: $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --group release
	PATH=$(BIN):$$PATH $(BIN)/python tools/release_check.py $(CHECK)

# The same without what takes minutes: building the sdist once more, and cargo deny.
release-check-fast: CHECK = --fast
release-check-fast: release-check

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

SOURCES := $(shell find src data models python -type f -not -name '*.pyc' 2>/dev/null) Cargo.toml Cargo.lock pyproject.toml
$(VENV)/installed: $(SOURCES) | $(VENV)/bin/python
	$(MAKE) --no-print-directory wheel
	$(BIN)/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/dondoo-*.whl
	touch $@

# Speed against other tools, side by side in one run.
bench: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	cargo build --release --quiet --example throughput
	$(BIN)/python benches/speed.py $(SHARED)
	$(BIN)/python benches/peers.py $(SHARED)

# What an article costs in each engine.
bench-engines: $(VENV)/installed java
	$(BIN)/pip install --quiet --disable-pip-version-check --group engines
	$(BIN)/python benches/engines.py

# Instructions per byte of the Rust core, layer by layer (needs valgrind): a figure that no noise of the machine can move.
bench-instructions:
	cargo build --release --quiet --example throughput
	$(PYTHON) benches/instructions.py $(wildcard $(SHARED)/text/voa.jsonl)

# Accuracy on the gold records, if they are there.
score: $(VENV)/installed
	@if [ -d $(SHARED)/names ]; then set -e; \
	cargo build --release --quiet --features train --bin dondoo-train; \
	$(TRAIN) names --labels $(SHARED)/names/voa_names.jsonl --shared $(SHARED) --out target/names-measured.bin --leave-out-gold >/dev/null; \
	$(BIN)/python tools/score.py $(SHARED) --names-model target/names-measured.bin; \
	else echo "no gold records in $(SHARED): nothing to score"; fi

# The morphology against verb tables, a treebank sample and running text, if they are there.
score-words:
	DONDOO_SHARED=$(SHARED) cargo run --release --quiet --example score_words

# Ids, codes, dates and names of the gazetteer tables, compared with the sources where they are there.
check-data:
	$(PYTHON) tools/check_data.py $(SHARED)

# A names model without the measured articles, trained in under a minute, scored on MasakhaNER 2's dev set and the gold articles.
score-names: $(VENV)/bin/python
	@if [ ! -d $(SHARED)/names ]; then echo "no labels in $(SHARED)/names: nothing to score"; exit 0; fi; set -e; \
	cargo build --release --quiet --features train --bin dondoo-train; \
	$(TRAIN) names --labels $(SHARED)/names/voa_names.jsonl --shared $(SHARED) --out target/names-measured.bin --leave-out-gold; \
	$(TRAIN) score-conll --model target/names-measured.bin --data $(SHARED)/names/masakhaner2_dev.txt; \
	$(TRAIN) score-gold --model target/names-measured.bin --data $(SHARED)/gold/texts.jsonl --out target/names-gold.jsonl; \
	$(PYTHON) $(SHARED)/gold/score.py $(SHARED)/gold/gold.jsonl target/names-gold.jsonl | head -n 3; \
	$(TRAIN) speed --model models/names.bin --data $(SHARED)/text/voa.jsonl

# The shipped names model.
train-names:
	cargo run --release --quiet --features train --bin dondoo-train -- names --labels $(SHARED)/names/voa_names.jsonl --shared $(SHARED) --out models/names.bin

clean:
	rm -rf target dist $(VENV)
