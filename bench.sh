#!/usr/bin/env bash
# Measures what docs/benchmarks.md speaks of, each figure beside its floor in the same run. Exit status 1 past a bound.
# Usage: ./bench.sh [GROUP ...]; without a group, all of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
exec dotnet run -c Release --project tests/Sakpore.Benchmarks -- "$@"
