#!/bin/sh
# Installs the system packages that building Easel needs and the machine lacks: as root with
# apt-get, otherwise it prints the exact line to run. Nothing else is downloaded here.
set -eu

missing=""
need() { # command package
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need cc gcc
need c++ g++
need make make
need cmake cmake

# bindgen reads the engine's header through libclang, and needs clang's own headers (stddef.h);
# the package libclang-dev brings both.
have_libclang() {
    for folder in "${LIBCLANG_PATH:-/nonexistent}" /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu \
        /usr/lib64 /usr/lib; do
        # Not libclang-cpp, which is another library.
        for file in "$folder"/libclang.so* "$folder"/libclang-[0-9]*.so*; do
            [ -e "$file" ] && return 0
        done
    done
    return 1
}
have_libclang || missing="$missing libclang-dev"

# The tests with other people's clients run in a Python environment of their own.
if [ "${1:-}" = "--tests" ]; then
    need git git
    need python3 python3
    python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || missing="$missing python3-venv"
fi

if ! command -v cargo >/dev/null 2>&1; then
    echo "setup: cargo is missing; install Rust from https://rustup.rs first" >&2
    exit 1
fi

[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "setup: please install these with your package manager:$missing" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "setup: packages are missing; run this, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y$missing" >&2
    exit 1
fi
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of words on purpose
apt-get install -y -qq --no-install-recommends $missing >/dev/null
