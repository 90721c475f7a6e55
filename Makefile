# The commands a person types. The logic lives in `cargo xtask` and in setup.sh, which installs
# what the machine lacks (a C++ compiler, CMake and libclang for the diffusion engine).

# A target directory outside the checkout is used where the environment names one.
TARGET := $(or $(CARGO_TARGET_DIR),target)
EASEL := $(TARGET)/release/easel

.PHONY: demo serve test check bench gen setup build clean

demo: build            ## make a handful of pictures over HTTP and show where they are
	$(EASEL) demo --out out

serve: build           ## start a server on this machine and leave it running
	$(EASEL) serve

build: setup
	cargo build --release --locked --package easel

test:                  ## everything: formatting, lints, tidiness, all tests, other people's clients
	./setup.sh --tests
	cargo xtask check

check: test

bench: build           ## measure this machine; takes a few minutes
	cargo xtask bench $(EASEL)

gen: setup             ## write the generated files again
	cargo xtask gen

setup:
	./setup.sh

clean:
	cargo clean
