# Every task of the project. CI calls `lint` and `test`, and nothing else.

# Real bills of quantities for tests. They are not part of the project; without them the tests on them are skipped.
DOZOR_SAMPLES ?= $(if $(wildcard ../shared/data/boq),$(abspath ../shared))
export DOZOR_SAMPLES

BILL ?= $(DOZOR_SAMPLES)/data/boq/kros-libuse-priced.xlsx
BRIEF ?= examples/foundation-strip.toml

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: run
run: ## Audit an example with the embedded rules (BRIEF=file for another)
	cargo run --release --locked -- audit $(BRIEF)

.PHONY: serve
serve: page ## Build the page and start the service with it on http://127.0.0.1:8080 (ARGS for dozor serve)
	cargo run --release --locked -- serve $(ARGS)

.PHONY: page
page: web/node_modules ## Build the web page; cargo then embeds it (Node 20 or newer)
	npm --prefix web run build
	@# Cargo does not see that files came into a folder, so it is told.
	@touch crates/server/src/page.rs

web/node_modules: web/package-lock.json
	npm --prefix web ci
	@touch web/node_modules

.PHONY: test
test: page ## Run all tests, the page's in a real Chromium too (CHROMIUM names another than the system's)
	@test -n "$(DOZOR_SAMPLES)" || echo "DOZOR_SAMPLES is not set: the tests on real bills of quantities are skipped"
	cargo test --workspace --locked
	npm --prefix web test
	cargo build --workspace --locked
	web/scripts/find-chromium.sh
	npm --prefix web run e2e

.PHONY: torture
torture: ## What takes long: providers simulated by a third party, every fault on every protocol
	cargo build --release --locked
	python3 bench/torture/upstreams.py $${CARGO_TARGET_DIR:-target}/release/dozor

.PHONY: lint
lint: web/node_modules ## Check formatting, clippy without warnings, documentation, the page's types
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --quiet
	npm --prefix web run lint
	cargo build --locked && npm --prefix web run types -- --check

.PHONY: compare
compare: ## Plan staged against plan hybrid on a simulated upstream (ARGS="--random --seed 7 --scale 100")
	cargo run --release --locked -p compare -- $(ARGS)

.PHONY: bench-latency
bench-latency: ## What a provider adds to a direct call to a simulated upstream (ARGS="--calls 10000 --at-once 100")
	cargo run --release --locked -p bench-providers -- $(ARGS)

.PHONY: bench-assess
bench-assess: ## Time the rules: a plain brief, 5,000 positions, the verification of an audit
	cargo run --release --locked -p assess

.PHONY: fuzz
fuzz: ## Fuzz assessment and verification for ten minutes (nightly toolchain, cargo-fuzz)
	mkdir -p fuzz/corpus/assess
	cp examples/*.toml examples/*.json fuzz/corpus/assess/
	cd fuzz && cargo +nightly fuzz run --sanitizer none assess -- -max_total_time=600 -timeout=20 -max_len=20000

.PHONY: bench-boq
bench-boq: ## Reading the largest real bill against openpyxl and pandas (BILL=file for another)
	cargo build --release --locked
	python3 bench/boq/compare.py target/release/dozor $(BILL)

.PHONY: fmt
fmt: ## Format the code
	cargo fmt --all
	npm --prefix web run format

.PHONY: types
types: web/node_modules ## Make the page's types out of the service's OpenAPI document
	cargo build --locked && npm --prefix web run types

.PHONY: bless
bless: ## Accept changed snapshots; read the diff before you commit it
	INSTA_UPDATE=always cargo test --workspace --locked
