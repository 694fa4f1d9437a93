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

.PHONY: test
test: ## Run all tests
	@test -n "$(DOZOR_SAMPLES)" || echo "DOZOR_SAMPLES is not set: the tests on real bills of quantities are skipped"
	cargo test --workspace --locked

.PHONY: torture
torture: ## What takes long: providers simulated by a third party, every fault on every protocol
	cargo build --release --locked
	python3 bench/torture/upstreams.py $${CARGO_TARGET_DIR:-target}/release/dozor

.PHONY: lint
lint: ## Check formatting, clippy without warnings, documentation
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --quiet

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

.PHONY: bless
bless: ## Accept changed snapshots; read the diff before you commit it
	INSTA_UPDATE=always cargo test --workspace --locked
