# make demo        show the program at work; needs no Telegram account
# make test        all checks: formatting, lint, types, import contracts, tests, the installed wheel
# make login       sign in the reading account
# make run         run the live service
# make bench       speed of matching against competitors, by number of phrases; POSTS=file for other posts
# make backtest    speed of /try and /search on 100,000 stored posts; POSTS=file for real posts
# make quality     precision and recall of matching on labelled pairs; PAIRS=file for other pairs
# make grouping    cards saved by stories, with precision and recall; POSTS=file for other posts
# make chaos       the whole program under every kind of failure; SEED=n DURATION=seconds
# make fuzz        hostile input for everything that reads foreign data; SECONDS=600, TARGETS="commands buttons"
# make slowest     search for the texts that are slowest to match; SECONDS=3600, POSTS="file file"
# make soak        whether memory, handles or waiting times grow in an hour; MINUTES=n
# make crash       kill the program before and after every commit; EVERY=n for every n-th commit only
# make load        speed and cost of reading 500 channels; ATTACK=strangers, slow, presses or nobody: cards under attack
# make first-hour  regenerate docs/first-hour.md: an operator's first hour
# make day         regenerate docs/a-day.md: a day of three readers
# make pictures    the same, and draw docs/pictures with Chromium
# make docs-check  run every command of the documentation: README, docs/*.md, deploy/README.md
# make licences    write the licences of the installed packages to docs/dependencies.md
# make format      format the code
# Each target installs what it needs into .venv first. Another Python: make PYTHON=python3.12 …

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test run login format lint types contracts tests wheel bench backtest quality grouping chaos fuzz slowest load day pictures first-hour docs-check licences soak crash clean

demo: .venv/.user
	@$(BIN)/narrative-watch demo

run: .venv/.user
	@$(BIN)/narrative-watch run

login: .venv/.user
	@$(BIN)/narrative-watch login

test: lint types contracts tests wheel

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/.dev
	$(BIN)/mypy

contracts: .venv/.dev
	@$(BIN)/lint-imports --no-cache | sed -n '/^Contracts$$/,$$p'; exit $${PIPESTATUS[0]}

# The tests in tests/app mostly wait for Telegram and the clock, so four processes cost hardly more than one.
# What fails there is run once more alone, since waits run out on a busy machine; what fails twice fails.
tests: .venv/.dev
	$(BIN)/python -m pytest -n 4 --dist worksteal || $(BIN)/python -m pytest --last-failed --last-failed-no-failures none

# The wheel must contain everything that the program reads, and nothing else.
wheel: .venv/.dev
	@rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/python -m build --wheel --outdir build/wheel . > build/wheel/log 2>&1 || { cat build/wheel/log; exit 1; }
	@$(BIN)/python -m venv build/wheel/venv
	@build/wheel/venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt build/wheel/*.whl
	@cd build/wheel && venv/bin/narrative-watch demo --db demo.db > demo.txt && tail -n 4 demo.txt
	@cd build/wheel && ! venv/bin/python -c 'import tests' 2> /dev/null

bench: .venv/.bench
	@$(BIN)/python -m benchmarks.match $(if $(POSTS),--posts $(POSTS))

backtest: .venv/.dev
	@$(BIN)/python -m benchmarks.backtest $(if $(POSTS),--posts $(POSTS)) $(if $(NUMBER),--number $(NUMBER))

quality: .venv/.dev
	@$(BIN)/python -m benchmarks.quality $(if $(PAIRS),--pairs $(PAIRS))

grouping: .venv/.dev
	@$(BIN)/python -m benchmarks.grouping $(if $(POSTS),--posts $(POSTS)) $(if $(PAIRS),--pairs $(PAIRS))

chaos: .venv/.dev
	@$(BIN)/python -m tests.chaos $(if $(SEED),--seed $(SEED)) $(if $(DURATION),--duration $(DURATION))

fuzz: .venv/.fuzz
	@$(BIN)/python -m tests.fuzz $(if $(SECONDS),--seconds $(SECONDS)) $(TARGETS)

slowest: .venv/.dev
	@$(BIN)/python -m tests.fuzz.slowest $(if $(SECONDS),--seconds $(SECONDS)) $(if $(POSTS),--posts $(POSTS))

crash: .venv/.dev
	@$(BIN)/python -m tests.crash $(if $(EVERY),--every $(EVERY)) $(if $(AT_ONCE),--at-once $(AT_ONCE))

load: .venv/.dev
	@$(BIN)/python -m tests.load $(if $(ATTACK),--attack $(ATTACK))

soak: .venv/.dev
	@$(BIN)/python -m tests.soak $(if $(MINUTES),--minutes $(MINUTES))

day: .venv/.dev
	@$(BIN)/python -m tests.day

pictures: .venv/.dev
	@$(BIN)/python -m tests.day --pictures

first-hour: .venv/.dev
	@$(BIN)/python -m tests.day.first_hour

docs-check: .venv/.dev
	@$(BIN)/python -m tests.docs_check

licences: .venv/.dev
	@$(BIN)/python -m tests.docs_check.licences

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
	  echo "Narrative Watch needs Python 3.11 or newer, and “$(PYTHON)” is older or missing. Install it (Debian, Ubuntu: apt"; \
	  echo "install python3), or name another one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || { \
	  echo "Python's venv module is missing. Debian, Ubuntu: apt install python3-venv. Then run make again."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@touch $@

.venv/.user: .venv/.python pyproject.toml constraints.txt
	@echo "Installing into .venv …"
	@$(INSTALL) --editable .
	@touch $@

.venv/.dev: .venv/.python pyproject.toml constraints.txt
	@echo "Installing into .venv …"
	@$(INSTALL) --editable '.[dev]'
	@touch .venv/.user $@

.venv/.bench: .venv/.dev
	@echo "Installing into .venv …"
	@$(INSTALL) --editable '.[dev,bench]'
	@touch .venv/.user .venv/.dev $@

.venv/.fuzz: .venv/.dev
	@echo "Installing into .venv …"
	@$(INSTALL) --editable '.[dev,fuzz]'
	@touch .venv/.user .venv/.dev $@

SHELL := /bin/bash
