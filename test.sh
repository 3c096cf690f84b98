#!/usr/bin/env bash
# Installs what the tests need, builds, checks the format, runs every test of the solution.
# Ends with one line: N passed, N failed, N skipped. Exit status 0 only where nothing failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

readonly solution=Sakpore.sln
readonly results=artifacts/test-results

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# PostgreSQL's server stands outside the search path on Debian.
has_postgres() { has postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }
has_browser() { has chromium || has chromium-browser || has google-chrome || [ -x "${SAKPORE_CHROMIUM:-}" ]; }

missing_packages() {
  has pdfsig && has pdftoppm || echo poppler-utils
  has qpdf || echo qpdf
  has zbarimg || echo zbar-tools
  has openssl || echo openssl
  has softhsm2-util || echo softhsm2
  has node || echo nodejs
  has npm || echo npm
  has curl || echo curl
  has jq || echo jq
  # Its place is not in every user's search path.
  has sqlite3 || echo sqlite3
  has nginx || [ -x /usr/sbin/nginx ] || echo nginx-light
  has_postgres || echo postgresql
  # A browser without a font draws no text.
  has_browser || printf '%s\n' chromium fonts-liberation
}

install_missing() {
  local missing as_root=()
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -eq 0 ] && return
  local command="apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  has apt-get || fail "The tests need, and this system has no apt-get to bring: ${missing[*]} (Debian's names). Install them and run again."
  if [ "$(id -u)" -ne 0 ]; then
    # A password can be typed only where somebody sits.
    if has sudo && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -z "${CI:-}" ] && sudo true; }; }; then
      as_root=(sudo)
    else
      fail "The tests need: ${missing[*]}. There is neither root nor sudo here; as root, run: $command"
    fi
  fi
  say "Installing ${missing[*]}"
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q)
  "${as_root[@]}" update </dev/null
  "${as_root[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null && return
  # Ubuntu has no Chromium outside its snap store: everything else is still needed, and the browser's tests say why they skip.
  local needed=()
  mapfile -t needed < <(missing_packages | grep -vE '^(chromium|fonts-liberation)$')
  [ ${#needed[@]} -eq 0 ] || "${as_root[@]}" install -y --no-install-recommends "${needed[@]}" </dev/null ||
    fail "Could not install them. As root, run: $command"
}

# Writes each result of a project's test log (trx) as one line: project, outcome, test, first message.
read_results() {
  awk -v project="$1" '
    function text(s) {
      gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&apos;/, "\047", s)
      gsub(/&#x[0-9A-Fa-f]+;/, " ", s); gsub(/&amp;/, "\\&", s); gsub(/[ \t\r\n]+/, " ", s)
      return s
    }
    function attribute(name) {
      return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    function flush() { if (open) printf "%s\t%s\t%s\t%s\n", project, outcome, text(test), text(message); open = 0 }
    /<UnitTestResult / { flush(); open = 1; outcome = attribute("outcome"); test = attribute("testName"); message = ""; told = 0 }
    open && /<Message>/ && !told { reading = 1; sub(/.*<Message>/, "") }
    reading { end = index($0, "</Message>"); message = message " " (end ? substr($0, 1, end - 1) : $0); if (end) { reading = 0; told = 1 } }
    /<\/Results>/ { flush() }
  ' "$results/$1.trx"
}

run_tests() {
  local project name status
  rm -rf "$results"
  mkdir -p "$results"
  : >"$results/all.tsv"
  while read -r project; do
    name=$(basename "$project" .csproj)
    say "$name"
    status=0
    dotnet test "$project" --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
      --logger 'console;verbosity=minimal' --blame-hang-timeout 5m --blame-hang-dump-type none </dev/null || status=$?
    if [ -f "$results/$name.trx" ]; then
      read_results "$name" >>"$results/all.tsv"
    fi
    # A run that dies, or has no tests, counts as one failure even where no test of it says so.
    if ! grep -q "^$name"$'\t' "$results/all.tsv" || { [ $status -ne 0 ] && ! grep -q "^$name"$'\tFailed' "$results/all.tsv"; }; then
      printf '%s\tFailed\t%s\t%s\n' "$name" 'the run' " ended with status $status and not with its tests" >>"$results/all.tsv"
    fi
  done < <(dotnet sln "$solution" list </dev/null | tr '\\' '/' | grep -E '\.Tests\.csproj$')
}

has dotnet || fail "The .NET SDK of global.json is needed: https://dotnet.microsoft.com/download"
install_missing
say 'Restore'
dotnet restore "$solution" </dev/null
say 'Build'
# What the camera's tests read QR codes with; a build takes it where it is.
npm ci --prefix src/Sakpore.Grpc/PublicPages/Scanner --no-audit --no-fund --loglevel=error </dev/null
dotnet build "$solution" --no-restore </dev/null
# After the build, because before it the code that is generated from the protos and the pages is not there to judge by.
say 'Format'
dotnet format "$solution" --no-restore --verify-no-changes </dev/null

run_tests

say 'Skipped'
awk -F'\t' '$2 == "NotExecuted" { print "  " $1 ": " $3 " -" $4 }' "$results/all.tsv"
say 'Failed'
awk -F'\t' '$2 != "NotExecuted" && $2 != "Passed" { print "  " $1 ": " $3 " -" $4 }' "$results/all.tsv"
read -r passed failed skipped < <(awk -F'\t' '
  $2 == "Passed" { p++; next } $2 == "NotExecuted" { s++; next } { f++ } END { print p + 0, f + 0, s + 0 }' "$results/all.tsv")
printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
