# Tierwise: the two commands most people need are `make report` and `make test`; `make` alone lists all.

SWIFT ?= swift
PIPELINE ?= pipelines/micro-vs-macro.yml
PACKAGES := libcsv-dev zlib1g-dev libisal-dev libsimdjson-dev libutf8proc-dev libzstd-dev libzip-dev libexpat1-dev libsqlite3-dev
BIN := .build/release
# Where `make install` puts things; DESTDIR stands before it for who packs them.
PREFIX ?= /usr/local
DESTDIR ?=
STATIC := .build/static
# One build serves programs and tests: tests look at what a module keeps for itself, so it is compiled for testing.
BUILD := -c release -Xswiftc -enable-testing

# Where nobody watches, builds are silent unless they fail.
ifeq ($(CI),true)
QUIET := --quiet
endif

.PHONY: help report test build program install uninstall deb check-deb dependencies samples benchmark benchmark-peers simulate attack faults faults-sanitized check-parquet check-outputs check-cluster check-reference check-sanitizers clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: build ## Build, run the four stages on samples/, say where the report is
	@$(BIN)/tierwise run $(PIPELINE) --verbose
	@echo "The report: $$(cd reports && pwd)/$$(basename $(PIPELINE) .yml)/report.html (and details.html, report.md, tables/, charts/)"

test: dependencies ## Build and run all tests, in release: one build for programs and tests
	@$(SWIFT) build $(BUILD) --build-tests $(QUIET)
	@$(SWIFT) test $(BUILD) --skip-build $(QUIET)

build: dependencies ## Build the programs (release) into .build/release
	@$(SWIFT) build $(BUILD) $(QUIET)

program: dependencies ## Build the program that is installed, with Swift's libraries inside, into .build/static/release
	@command -v python3 >/dev/null || { echo "Python 3 is needed to make the program smaller; run:  sudo apt-get install python3" >&2; exit 1; }
	@smaller=$$(Packaging/small-icu $(STATIC)/icu-data.o) && \
	  $(SWIFT) build -c release --static-swift-stdlib --scratch-path $(STATIC) --product tierwise $$smaller $(QUIET)
	@$(SWIFT) build -c release --static-swift-stdlib --scratch-path $(STATIC) --product generate-manual $(QUIET)

install: program ## Install program, manual pages, completions, schemas and examples under PREFIX (/usr/local)
	@Packaging/install $(STATIC)/release "$(DESTDIR)$(PREFIX)"

uninstall: ## Remove what install put there
	@Packaging/uninstall "$(DESTDIR)$(PREFIX)"

deb: program ## Make a Debian package, .build/deb/tierwise_VERSION_ARCHITECTURE.deb
	@Packaging/deb $(STATIC)/release .build/deb

check-deb: deb build ## Install the package in a bare Debian and run samples/ there (root, debootstrap)
	@command -v debootstrap >/dev/null || { echo "debootstrap is needed; run:  sudo apt-get install debootstrap" >&2; exit 1; }
	@Packaging/check-deb .build/deb/tierwise_*.deb .build/check-deb $(BIN)

dependencies: ## Install the packages that are missing (Debian, Ubuntu), or say how
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if ! command -v apt-get >/dev/null 2>&1; then \
	    echo "These packages are needed:$$missing. Install what your system calls them, then run make again." >&2; exit 1; \
	  elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	  elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	  else echo "These packages are needed; run:  sudo apt-get install$$missing" >&2; exit 1; fi; \
	fi

samples: build ## Write samples/ anew (seeded: the same bytes every time)
	@$(BIN)/MakeSamples --output samples

benchmark: build ## Time the pipeline on three million posts (see Benchmarks/README.md)
	@Benchmarks/run

benchmark-peers: build ## The same beside DuckDB and Polars (PyPI), and compare the numbers
	@Benchmarks/run-peers

simulate: build ## Count how often intervals and verdicts are right about drawn brands (minutes)
	@$(BIN)/SimulateBrands

attack: build ## Judge brands whose truth is known, and brands without any difference (Python 3.11, PyPI; minutes)
	@test -x .build/attack/bin/python || python3 -m venv .build/attack
	@.build/attack/bin/python -m pip install --quiet --requirement Tests/Scenarios/requirements.txt
	@for seed in 1 2 3 4 5; do .build/attack/bin/python Tests/Scenarios/check --bin $(BIN) --seed $$seed || exit 1; done
	@for mix in equal platform; do .build/attack/bin/python Tests/Scenarios/aa --bin $(BIN) --mix $$mix || exit 1; done

faults: build ## Let calls of the system fail, kill, cut the power, damage files, start fifty at once (Python 3, cc; minutes; FAULTS="--quick")
	@Tests/Faults/check --bin $(BIN) $(FAULTS)

faults-sanitized: dependencies ## Damaged files only, through programs with the address sanitizer (debug builds)
	@$(SWIFT) build --sanitize address --scratch-path .build/sanitizers/address $(QUIET)
	@ASAN_OPTIONS="detect_leaks=0:suppressions=$(CURDIR)/Tests/address-sanitizer.txt" Tests/Faults/check --bin .build/sanitizers/address/debug --part mutations $(FAULTS)

check-parquet: build ## Let pyarrow, DuckDB and Polars (PyPI) read all staged rows and facts of samples/
	@test -x .build/parquet/bin/python || python3 -m venv .build/parquet
	@.build/parquet/bin/python -m pip install --quiet --requirement Tests/Parquet/requirements.txt
	@for pipeline in pipelines/*.yml; do \
	  folder=.build/parquet/$$(basename $$pipeline .yml); \
	  $(BIN)/tierwise run $$pipeline --workspace $$folder/state --output $$folder/report --quiet 2>/dev/null; \
	  .build/parquet/bin/python -B Tests/Parquet/check.py $(BIN)/tierwise $$pipeline $$folder/state || exit 1; \
	done

check-outputs: build ## Let frictionless, jsonschema, SQLite, DuckDB and a notebook (PyPI) look at the reports of samples/
	@test -x .build/outputs/bin/python || python3 -m venv .build/outputs
	@.build/outputs/bin/python -m pip install --quiet --requirement Tests/Outputs/requirements.txt
	@.build/outputs/bin/python -B Tests/Outputs/check.py $(BIN)/tierwise .build/outputs/samples pipelines/*.yml

check-cluster: build ## Run samples/ and three million posts on Apache Spark on this machine (JDK 17, PyPI; half an hour): the same bytes
	@command -v java >/dev/null || { echo "A JDK is needed; run:  sudo apt-get install openjdk-17-jre-headless" >&2; exit 1; }
	@test -x .build/cluster/bin/python || python3 -m venv .build/cluster
	@.build/cluster/bin/python -m pip install --quiet --requirement Tests/Cluster/requirements.txt
	@. Benchmarks/settings && .build/cluster/bin/python -B Tests/Cluster/check.py $(BIN)/tierwise $$data

check-reference: ## Check the Python reference and make all vectors anew (Python 3.11, PyPI)
	@test -x .build/reference/bin/python || python3 -m venv .build/reference
	@.build/reference/bin/python -m pip install --quiet --requirement Tests/Reference/requirements.txt
	@OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 .build/reference/bin/python -m pytest -q -p no:cacheprovider Tests/Reference/tests

check-sanitizers: dependencies ## Run the readers' tests under the address sanitizer, the samples under the thread sanitizer (debug builds; half an hour)
	@ASAN_OPTIONS="detect_leaks=0:suppressions=$(CURDIR)/Tests/address-sanitizer.txt" $(SWIFT) test --sanitize address --scratch-path .build/sanitizers/address $(QUIET) \
	  --filter 'ByteStreamsTests|RecordFormatsTests|ColumnFilesTests'
	@$(SWIFT) build --sanitize thread --scratch-path .build/sanitizers/thread --product tierwise $(QUIET)
	@TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/thread-sanitizer.txt halt_on_error=1" .build/sanitizers/thread/debug/tierwise run $(PIPELINE) \
	  --workspace .build/sanitizers/state --output .build/sanitizers/report --quiet --jobs 3

clean: ## Remove what was built
	@rm -rf .build
