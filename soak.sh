#!/usr/bin/env bash
# The long forms of what ./test.sh runs in short: a day of 200 applications on two hub processes, one killed with -9 in the
# middle; a database that is away for 20 seconds; a primary that is killed under load; kill -9 at 200 random points of issuing. What
# has no longer form runs as in ./test.sh: full disks, slow and half-open clients, 500 uploads at once, a clock that is stepped back, a
# standby that lost letters, services that hang or lie.
# Usage: ./soak.sh [APPLICATIONS [KILLS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export SAKPORE_DAY="${1:-200}" SAKPORE_KILLS="${2:-200}" SAKPORE_OUTAGE=20 SAKPORE_FAILOVER=40
dotnet test tests/Sakpore.Grpc.Tests --filter 'FullyQualifiedName~TwoHubDay|FullyQualifiedName~Tests.Outages|FullyQualifiedName~ExtendDocument|FullyQualifiedName~FetchedEvidence' \
  --logger 'console;verbosity=normal' --blame-hang-timeout 30m --blame-hang-dump-type none
