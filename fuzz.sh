#!/usr/bin/env bash
# Sends mutated files through the reader and the verifier: no crash, no hang, no memory, and never "authentic" for signed bytes
# that changed. Input N is the same in each run but for the keys, which are random; a file that fails is kept and named.
# Usage: ./fuzz.sh [INPUTS [FIRST]]; 200,000 from 1 unless told. Bounded: it ends.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export SAKPORE_FUZZ_INPUTS="${1:-200000}" SAKPORE_FUZZ_START="${2:-1}"
dotnet test -c Release tests/Sakpore.Signing.Tests --filter 'FullyQualifiedName~FuzzTests' --logger 'console;verbosity=detailed'
