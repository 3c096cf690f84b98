#!/usr/bin/env bash
# The long form of what ./test.sh runs in short: a day of 200 applications on two hub processes and one PostgreSQL, one
# process killed with -9 in the middle. Usage: ./soak.sh [APPLICATIONS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
SAKPORE_DAY="${1:-200}" dotnet test tests/Sakpore.Grpc.Tests --filter FullyQualifiedName~TwoHubDay \
  --logger 'console;verbosity=normal' --blame-hang-timeout 20m --blame-hang-dump-type none
