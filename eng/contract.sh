#!/usr/bin/env bash
# Checks the contract with buf: style and comments, and that nothing a caller relies on was taken away since the last
# release, of which protos/baseline.binpb is the image.
# Usage: eng/contract.sh check [PROTOS]   PROTOS: a folder like protos/, which is the default
#        eng/contract.sh baseline         makes the image anew, at a release
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly buf=eng/contract/node_modules/.bin/buf
workspace=$(mktemp -d)
readonly workspace
trap 'rm -rf "$workspace"' EXIT

# google/api comes with the NuGet package that the build uses: no remote modules. The image holds it as well.
lay_out() {
  local version common
  version=$(sed -n 's/.*Include="Google.Api.CommonProtos" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
  common="${NUGET_PACKAGES:-$HOME/.nuget/packages}/google.api.commonprotos/$version/content/protos"
  [ -d "$common" ] || { printf 'Restore the solution first: %s is not there.\n' "$common" >&2; exit 1; }
  mkdir "$workspace/google"
  cp -r "$common/google/api" "$common/google/rpc" "$common/google/type" "$workspace/google"
  cp -r "$1/sakpore" protos/buf.yaml "$workspace"
}

[ -x "$buf" ] || npm ci --prefix eng/contract --no-audit --no-fund --loglevel=error
lay_out "${2:-protos}"
case "${1:-check}" in
  check)
    "$buf" lint "$workspace" --path "$workspace/sakpore"
    "$buf" breaking "$workspace" --against protos/baseline.binpb
    ;;
  baseline) "$buf" build "$workspace" -o protos/baseline.binpb --path "$workspace/sakpore" ;;
  *) printf 'check or baseline, not %s\n' "$1" >&2; exit 2 ;;
esac
