# Everything a newcomer runs. Needs python3 >= 3.11 with venv, make and git; pip's own configuration is respected.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Exist only after a complete installation, and are older than the lock when the lock has changed since. What runs is
# all that the demo needs; whatever looks at the code needs the tools and the extras as well, in the same environment.
STAMP := $(VENV)/.installed
STAMP_DEV := $(VENV)/.installed-dev

# A file of tests stays in one process: what it sets up is used by all its tests. The files that take longest come first
# (tests/conftest.py names them), and the many short ones fill both processes to the end. Modules are compiled once for
# all the processes that tests start, also where the environment would have each compile its own.
# `make test` leaves out what takes long (marked so), which every change has to pass all the same before it is merged.
TESTS := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

DOSSIERS ?= 1000000

# Files of the kinds that offices send, with a runner; not part of the repository.
CASES ?= ../shared/reference/cases

.PHONY: demo test check audit cases slow bench simulate attack lock bundle bundle-check docs clean

demo: $(STAMP)
	$(BIN)/motcua demo

test: $(STAMP_DEV)
	$(TESTS)

check: $(STAMP_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(TESTS) -m 'not slow'

# Which of the locked versions of what runs and fetches have known weaknesses; says so where its service cannot be reached.
audit: $(STAMP_DEV)
	$(BIN)/python .ci/audit.py requirements-fetch.lock

# Every case is a real night of its own: some minutes. Those that need a declaration have it in tests/cases/declared.
cases: $(STAMP_DEV)
	$(BIN)/python $(CASES)/run_cases.py --motcua $(BIN)/motcua --declared tests/cases/declared

# What takes minutes: the synthetic city at its full size, and a night after a change in each module.
slow: $(STAMP_DEV)
	$(BIN)/python -m pytest -q -m slow

bench: RUNS ?= 3
bench: $(STAMP_DEV)
	$(BIN)/python tests/benchmarks/bench_ingest.py --dossiers $(DOSSIERS) --runs $(RUNS)
	$(BIN)/python tests/benchmarks/bench_night.py --dossiers $(DOSSIERS) --runs $(RUNS)
	$(BIN)/python tests/benchmarks/bench_ranking.py --runs $(RUNS)

# How often rank sets cover the true ranks: some minutes. Fails where the default does less than it promises.
simulate: RUNS ?= 500
simulate: $(STAMP_DEV)
	$(BIN)/python -m tests.simulations.coverage --runs $(RUNS)
	$(BIN)/python -m tests.simulations.case_mix
	$(BIN)/python -m tests.simulations.grades

# An intruder against the pages and downloads of 20 invented cities: some minutes. Fails where he works out a small count.
attack: SEEDS ?= 20
attack: $(STAMP_DEV)
	$(BIN)/python -m tests.simulations.attack --seeds $(SEEDS)

# Resolves the dependencies of pyproject.toml anew, for every platform; versions already locked are kept if they fit.
# What runs, alone or with what fetches files, is a part of the whole, in the same versions: each is resolved from a copy
# of the whole, which it fits.
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --group build
lock: $(STAMP_DEV)
	$(COMPILE) --extra dev pyproject.toml -o requirements-dev.lock
	cp requirements-dev.lock requirements.lock
	cp requirements-dev.lock requirements-fetch.lock
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --extra fetch pyproject.toml -o requirements-fetch.lock

# A folder that installs motcua on a machine like this one without a network, and the trial of it in a network of its own.
bundle: $(STAMP_DEV)
	$(BIN)/python .ci/bundle/make_bundle.py

bundle-check: $(STAMP_DEV)
	$(BIN)/python -m pytest -q -m slow tests/test_bundle.py

docs: $(STAMP_DEV)
	$(BIN)/python -m schemas.dictionary > docs/tables.md
	$(BIN)/python -m schemas.source_reference > docs/source-reference.md
	$(BIN)/python -m schemas.indicator_list > docs/indicators.md
	$(BIN)/python -m warehouse.api.reference > docs/api.md

clean:
	rm -rf $(VENV) build dist *.egg-info .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

# --no-deps: the lock is complete, and pip would ask again for extras that a universal lock leaves out.
# --no-build-isolation: the build backend is in the lock as well. Compiling once saves seconds at every start.
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "motcua needs Python 3.11 or newer")'
	@rm -f $@
	@echo "installing $(1) into $(VENV) (about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r $(1)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
endef

$(STAMP): requirements.lock pyproject.toml
	$(call install,requirements.lock)
	@touch $@

# The whole holds what runs, in the same versions: after it the demo installs nothing.
$(STAMP_DEV): requirements-dev.lock requirements.lock pyproject.toml
	$(call install,requirements-dev.lock)
	@touch $(STAMP) $@
