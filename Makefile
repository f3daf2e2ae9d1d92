# What the project does, one target each. All of them set the project up first; nothing is installed outside .venv/.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
GOLD ?= ../shared/gold
# Models that are there, to be measured one after another; rules alone where there is none.
MODELS ?= $(or $(patsubst src/taqarub/models/%/model.onnx,%,$(wildcard src/taqarub/models/*/model.onnx)),none)
# The stamp carries the checksum of what setup depends on: it runs again only when that changed or .venv is gone.
STAMP := .venv/setup-$(shell cat pyproject.toml packages/*/pyproject.toml Makefile | cksum | cut -d' ' -f1)

.PHONY: help setup demo test lint types evaluate bench clean

help:
	@echo "make setup     .venv with everything (again only when pyproject.toml changed)"
	@echo "make demo      read the bundled articles and show what was found"
	@echo "make test      the tests          make lint   ruff          make types   mypy"
	@echo "make evaluate  accuracy on $(GOLD), against the recorded floors"
	@echo "make bench     speed, memory and start-up; BENCH='pages stages' picks some"

setup: $(STAMP)

$(STAMP):
	@echo "Setting up .venv (some minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable packages/ar_taqarub_news
	@rm -f .venv/setup-*
	@touch $@
	@echo "Done: $(BIN)/taqarub --help"

demo: $(STAMP)
	@$(BIN)/taqarub demo

test: $(STAMP)
	$(BIN)/python -m pytest $(TESTS)

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

evaluate: $(STAMP)
	@status=0; for model in $(MODELS); do $(BIN)/taqarub evaluate --gold $(GOLD) --model $$model || status=1; done; exit $$status

bench: $(STAMP)
	$(BIN)/python benchmarks/run.py $(BENCH)

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
