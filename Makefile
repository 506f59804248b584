# make demo: the dashboard on the illustrative sitting.  make test: every test.
# A fresh Debian needs Python 3.11, make and git; the rest is installed here.

PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := .demo
APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

.DEFAULT_GOAL := help
.PHONY: help install demo check format test fuzz browser screenshots models texts figures audit sbom clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# Debian's Python has venv but not always ensurepip: the package is fetched only where it is missing.
$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or later is needed; name one with PYTHON='; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ $(APT) update -qq && $(APT) install -y -qq python3-venv; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet uv

$(VENV)/installed: $(BIN)/uv pyproject.toml uv.lock
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --inexact
	@touch $@

install: $(VENV)/installed ## Install everything into .venv

demo: install ## Read, code and serve the illustrative sitting (PORT=8501)
	$(BIN)/analyser --corpus $(DEMO) ingest data/illustrative --register data/illustrative/register.csv
	$(BIN)/analyser --corpus $(DEMO) analyse
	$(BIN)/analyser --corpus $(DEMO) dashboard --port $(PORT)

# Tests write and flush many small files: in memory, where there is plenty.
ROOM = $(shell test "$$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 6000000 2>/dev/null && echo /dev/shm || echo "$${TMPDIR:-/tmp}")
check: install ## Lint, format, strict types and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(BIN)/mypy & types=$$!; home=$$(mktemp -d $(ROOM)/analyser-tests-XXXXXX); \
		trap 'rm -rf "$$home"' EXIT; trap 'exit 130' INT TERM; \
		TMPDIR=$$home OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(TESTS); \
		tests=$$?; wait $$types && exit $$tests

format: install ## Put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# libatomic1: the browser driver in the Python wheel is linked against it. LibreOffice opens the
# Word files that briefings are written as.
browser:
	@{ command -v chromium && command -v soffice && /sbin/ldconfig -p | grep libatomic.so.1; } \
		>/dev/null || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends \
		chromium libatomic1 libreoffice-writer-nogui; }

test: install browser check ## Install what tests need, and run them all

SECONDS ?= 60
fuzz: install ## Put mutated files to every reader (SECONDS=60 for each)
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --inexact --group fuzz
	$(BIN)/python -m tests.fuzz $(SECONDS)

screenshots: install browser ## Make the pictures in docs anew
	PICTURES=1 $(BIN)/pytest -q tests/dashboard/test_every_page.py
	mkdir -p docs/pages
	cp artefacts/pages/*.png docs/pages/

# Measured on data that is not ours to give: SHARED is the folder that holds it.
SHARED ?= ../shared
ENCODER ?= $(SHARED)/encoder
SMALLER ?= $(SHARED)/smaller-encoder
MARKED ?= .marked
TEXTS := $(MARKED)/texts
GOLD := $(addprefix $(SHARED)/gold/,whole_days.jsonl saved_pages.jsonl more_pages.jsonl dev.jsonl)
models: install texts ## Train what tells stances anew (SHARED= ENCODER= SMALLER=, each a folder; needs the extra "train")
	$(BIN)/analyser train motion --handeset $(SHARED)/eval/handeset_dev.csv --divisions $(SHARED)/corpus/twfy-xml
	$(BIN)/analyser train positions --encoder $(ENCODER) --claims $(SHARED)/gold/perspectrum.jsonl.gz \
		--targets $(TEXTS)/targets.jsonl \
		$(addprefix --gold ,$(GOLD) $(SHARED)/gold/invented.jsonl $(TEXTS)/coded.jsonl $(TEXTS)/passages.jsonl)
	$(BIN)/analyser --corpus $(MARKED) train undertakings --encoder $(SMALLER)

texts: install ## Put the record's words into what is coded by ids alone (SHARED=folder)
	$(PYTHON) $(SHARED)/tools/pages_to_xml.py $(MARKED)/xml
	$(BIN)/analyser --corpus $(MARKED) ingest $(SHARED)/corpus $(MARKED)/xml
	mkdir -p $(TEXTS)
	for name in coded passages targets; do \
		$(BIN)/analyser --corpus $(MARKED) train texts data/training/$$name.jsonl -o $(TEXTS)/$$name.jsonl; done

figures: install texts ## Measure it anew, and set the figures into the pages (SHARED=folder)
	$(BIN)/analyser evaluate positions $(GOLD) $(TEXTS)/coded.jsonl --register $(SHARED)/people --keep data/positions
	$(BIN)/analyser evaluate themes $(GOLD) --keep data/positions
	$(BIN)/analyser evaluate motion $(SHARED)/eval/handeset_dev.csv --keep data/positions
	$(BIN)/python -m analyser.evaluation README.md docs/method.md data/positions/README.md data/motion/README.md

# What users install: every extra but "train", whose torch is for those who train models anew.
LOCKED := export --quiet --locked --no-dev --no-emit-project --extra serve --extra llm --extra evaluate --extra cluster
# Licences that let an office use and change what it is given, each as packages write it: any other
# is for a person to read.
FREE := MIT;MIT License;MIT-0;MIT-CMU;BSD;BSD License;BSD-2-Clause;BSD-3-Clause;3-Clause BSD License;ISC License (ISCL);PSF-2.0;Apache-2.0;Apache License 2.0;Apache Software License;Apache-2.0 OR BSD-2-Clause;Apache-2.0 OR BSD-3-Clause;BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0;MPL-2.0 AND MIT;Mozilla Public License 2.0 (MPL 2.0)

# Strict: a library that the index does not answer for is a failure, not one without faults.
audit: $(BIN)/uv ## Look for licences and for known faults in what is installed (needs the network)
	mkdir -p artefacts
	$(BIN)/uv $(LOCKED) --output-file artefacts/requirements.txt
	$(BIN)/uv venv --quiet --clear artefacts/licences
	$(BIN)/uv pip install --quiet --python artefacts/licences --require-hashes -r artefacts/requirements.txt
	$(BIN)/uv tool run pip-licenses --python artefacts/licences/bin/python --allow-only '$(FREE)'
	$(BIN)/uv tool run pip-audit --strict --requirement artefacts/requirements.txt --require-hashes --disable-pip

sbom: $(BIN)/uv ## Write a bill of materials, CycloneDX, of what users install
	mkdir -p artefacts
	$(BIN)/uv $(LOCKED) --preview-features sbom-export --format cyclonedx1.5 --output-file artefacts/sbom.json >/dev/null

clean: ## Remove what was made, not the corpus
	rm -rf $(VENV) $(DEMO) $(MARKED) artefacts .mypy_cache .ruff_cache .pytest_cache .hypothesis
