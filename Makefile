# make demo    see the program work; no Telegram account needed
# make test    everything that has to be green: format, lint, types, import contracts, tests, the installed wheel
# make login   sign the reading account in
# make run     start the live service
# make bench   matching against its rivals, and against the number of phrases; make bench POSTS=file for other posts
# make backtest  /try and /search on 100,000 stored posts; make backtest POSTS=file for real ones
# make quality precision and recall of matching on labelled pairs; make quality PAIRS=file for others than ours
# make grouping how many cards stories save, and how rightly; make grouping POSTS=file for other posts
# make chaos   the whole program where everything goes wrong that can; make chaos SEED=n DURATION=seconds
# make fuzz    hostile input for all that reads what others wrote; make fuzz SECONDS=600, make fuzz TARGETS="commands buttons"
# make slowest the texts that take longest to match; make slowest SECONDS=3600, make slowest POSTS="file file"
# make soak    whether anything grows in an hour: memory, handles, how long people wait; make soak MINUTES=n
# make crash   stopped dead at every commit it makes, before and after; make crash EVERY=n for every n-th only
# make first-hour  write docs/first-hour.md anew: what an operator sees, from the claim code on
# make load    how fast it reads 500 channels, and what that costs; ATTACK=strangers, slow, presses or nobody: cards under attack
# make day     write docs/a-day.md anew: what readers see of a day
# make pictures the same, and some of it drawn into docs/pictures by Chromium
# make docs-check  every command of the docs is run: README, docs/*.md, deploy/README.md
# make licences  write the licences of what is installed into docs/dependencies.md
# make format  put the code into its form
# Each makes what it needs in .venv first. Another Python: make PYTHON=python3.12 …

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

# Stories mostly wait, for Telegram and for the clock: four at once cost hardly more than one.
tests: .venv/.dev
	$(BIN)/python -m pytest -n 4 --dist worksteal

# What users install has to hold everything the program reads, and nothing else.
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
	  echo "Narrative Watch needs Python 3.11 or newer, and «$(PYTHON)» is not. Install one (Debian, Ubuntu: apt install"; \
	  echo "python3), or name the one you have: make PYTHON=python3.12"; exit 1; }
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
