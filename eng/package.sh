#!/usr/bin/env bash
# Makes the tarball that docs/operations.md installs: the hub and the command line with their .NET runtime, the files for
# systemd and nginx, and the manual. Needs the SDK and npm.
# Usage: eng/package.sh [VERSION [RUNTIME]]   writes artifacts/sakpore-VERSION-RUNTIME.tar.gz (linux-x64, linux-arm64)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
umask 022
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

version=${1:-$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)}
runtime=${2:-linux-x64}
folder=artifacts/package/sakpore-$version
rm -rf artifacts/package
mkdir -p "$folder"
for program in Grpc:hub Cli:cli; do
  dotnet publish "src/Sakpore.${program%:*}" --configuration Release --runtime "$runtime" --self-contained \
    --output "$folder/${program#*:}" -p:Version="$version" --verbosity quiet -m:1
done
cp -r docs deploy LICENSE "$folder/"
tar --create --gzip --owner=0 --group=0 --file="artifacts/sakpore-$version-$runtime.tar.gz" --directory=artifacts/package "sakpore-$version"
rm -rf artifacts/package
echo "artifacts/sakpore-$version-$runtime.tar.gz"
