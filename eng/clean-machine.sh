#!/usr/bin/env bash
# Follows docs/operations.md on a machine that has nothing: a Debian 12 made by debootstrap, with its own systemd and its own
# loopback network. The commands are those that the manual marks with `run`; here is only what an administrator brings
# (certificates) and what is asked of the result. Needs root, debootstrap, unshare and nsenter, curl, jq, openssl, the SDK and
# npm; about three minutes. Prints a line for each thing that was asked, and ends with status 1 at the first that is not so.
# Usage: eng/clean-machine.sh [FOLDER]   the machine's folder, emptied before and removed afterwards (KEEP=1: left)
# REUSE=1: with the packages that an earlier run left in artifacts/, not new ones.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
manual=docs/operations.md
machine=${1:-$(mktemp -d /var/tmp/sakpore-machine.XXXXXX)}
work=$(mktemp -d)
init= boot=

end() {
  local status=$?
  [ $status -eq 0 ] || { echo "FAILED; the last lines of $work/log:"; tail -n 30 "$work/log"; }
  [ -z "$init" ] || kill -KILL "$init" 2>/dev/null || true
  [ -z "$boot" ] || wait "$boot" 2>/dev/null || true
  [ -n "${KEEP:-}" ] || [ $status -ne 0 ] || rm -rf --one-file-system "$machine" "$work"
  exit $status
}
trap end EXIT

# The commands of the manual under a name. A name that is not there is an error.
commands() {
  awk -v mark="<!-- run: $1 -->" '
    index($0, mark) { found = 1; next }
    found && /^ *```bash$/ { open = 1; match($0, /^ */); indent = RLENGTH; next }
    open && /^ *```$/ { exit }
    open { print substr($0, indent + 1) }
    END { exit !open }' "$manual"
}

# At the machine, as root. Standard input is what runs there.
at_machine() { nsenter --target "$init" --mount --uts --ipc --net --pid --wdns=/root env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb "$@"; }
follow() { commands "$1" >"$work/commands"; echo "--- $1" >>"$work/log"; (cat "$work/commands") | at_machine bash -c "cd /root; set -euxo pipefail; ${2:-} . /dev/stdin" >"$work/said" 2>>"$work/log"; cat "$work/said" >>"$work/log"; tell "manual: $1"; }

# From somewhere else: this machine's programs, in that machine's network, where izin.example is known.
elsewhere() { nsenter --target "$init" --net unshare --mount bash -c 'mount --bind "$0" /etc/hosts; exec "$@"' "$work/hosts" "$@"; }
ask() { elsewhere curl --silent --show-error --cacert "$work/pki/ca.pem" "$@"; }

# gRPC over curl: an empty message, and the status that ends it. Arguments: METHOD, then curl's.
empty_call() { printf '\0\0\0\0\0' | ask --http2 --header 'content-type: application/grpc' --header 'te: trailers' --data-binary @- --output /dev/null --dump-header - "${@:2}" "https://izin.example/$1" | tr -d '\r' | sed -n 's/^grpc-status: //p' | tail -n 1; }

tell() { printf '%4d s  %s\n' "$SECONDS" "$1"; }
expect() { [ "$2" = "$3" ] || { echo "$1: $3 was expected, not $2"; return 1; }; tell "$1"; }

for program in debootstrap unshare nsenter curl jq openssl dotnet npm; do
  command -v $program >/dev/null || { echo "$program is not installed: nothing was tried."; exit 1; }
done
[ "$(id -u)" -eq 0 ] || { echo "Only root can make a machine: nothing was tried."; exit 1; }

# The package, and the next version of it for the upgrade.
if [ -n "${REUSE:-}" ] && [ -e artifacts/sakpore-0.1.0-linux-x64.tar.gz ] && [ -e artifacts/sakpore-0.1.1-linux-x64.tar.gz ]; then
  tell 'the packages of an earlier run (REUSE)'
else
  commands package | bash -euo pipefail >>"$work/log" 2>&1
  tell 'manual: package'
  eng/package.sh 0.1.1 >>"$work/log" 2>&1
fi
[ ! -e "$machine/usr" ] || { echo "$machine is not empty: nothing was tried."; exit 1; }
mkdir -p "$machine"
chmod 755 "$machine"
debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates bookworm "$machine" >>"$work/log" 2>&1
tell 'an empty Debian 12'
# Its network is its loopback alone, so packages come before it boots.
commands packages | chroot "$machine" env -i HOME=/root DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -euo pipefail >>"$work/log" 2>&1 </dev/stdin
tell 'manual: packages'

cat >"$work/boot" <<'BOOT'
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount -t sysfs sys "$1/sys"
mount -t tmpfs tmpfs "$1/run"
mount -t tmpfs -o mode=755 tmpfs "$1/dev"
for device in null zero full random urandom tty; do touch "$1/dev/$device"; mount --bind "/dev/$device" "$1/dev/$device"; done
ln -s /proc/self/fd "$1/dev/fd"; ln -s fd/0 "$1/dev/stdin"; ln -s fd/1 "$1/dev/stdout"; ln -s fd/2 "$1/dev/stderr"
mkdir "$1/dev/shm" "$1/dev/pts"
mount -t tmpfs tmpfs "$1/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
ln -s pts/ptmx "$1/dev/ptmx"
mount -t cgroup2 none "$1/sys/fs/cgroup"
ip link set lo up
hostname clean
# The units' hardening needs a root that is the root of its mounts.
cd "$1"
pivot_root . mnt
exec env -i container=unshare PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . sh -c 'umount -l /mnt; exec /lib/systemd/systemd'
BOOT
unshare --net --mount --pid --fork --cgroup --ipc --uts bash "$work/boot" "$machine" >>"$work/log" 2>&1 </dev/null &
boot=$!
for _ in $(seq 100); do init=$(pgrep --parent "$boot" || true); [ -z "$init" ] || break; sleep 0.1; done
# Before systemd is there, systemctl says yes to everything, and nothing else.
active() { at_machine systemctl is-active postgresql nginx 2>/dev/null | tr '\n' ' ' || true; }
for _ in $(seq 300); do [ "$(active)" != 'active active ' ] || break; sleep 0.2; done
expect 'it boots; PostgreSQL and nginx run' "$(active)" 'active active '

# What an administrator brings: authorities, the server's and an agency's certificate, the head's key.
mkdir "$work/pki"
printf '127.0.0.1 izin.example localhost\n' >"$work/hosts"
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/pki/$1.key" 2>/dev/null; }
authority() { key "$1"; openssl req -new -x509 -key "$work/pki/$1.key" -days 3650 -subj "/C=ID/CN=$2" -out "$work/pki/$1.pem" -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'; }
issue() { # AUTHORITY NAME SUBJECT EXTENSIONS
  key "$2"
  openssl req -new -key "$work/pki/$2.key" -subj "$3" | openssl x509 -req -CA "$work/pki/$1.pem" -CAkey "$work/pki/$1.key" -CAcreateserial -days 365 -extfile <(printf '%b' "$4") -out "$work/pki/$2.pem" 2>>"$work/log"
}
authority ca 'Root of the web'
authority officers 'Root of the officers'
authority clients 'Root of the agencies'
issue ca tls /CN=izin.example 'subjectAltName=DNS:izin.example\nextendedKeyUsage=serverAuth\n'
issue clients agency '/C=ID/O=Kesbangpol/CN=simpel' 'extendedKeyUsage=clientAuth\nkeyUsage=critical,digitalSignature\n'
issue officers head '/C=ID/O=DPMPTSP/CN=Kepala Dinas' 'keyUsage=critical,digitalSignature,nonRepudiation\n'
printf 'kata sandi kepala' >"$work/pki/passphrase"
openssl pkcs12 -export -inkey "$work/pki/head.key" -in "$work/pki/head.pem" -certfile "$work/pki/officers.pem" -passout "file:$work/pki/passphrase" -out "$work/pki/head.p12"

cp artifacts/sakpore-*.tar.gz "$machine/root/"
follow unpack
follow user
follow keys
cp "$work/pki/officers.pem" "$machine/etc/sakpore/anchors.pem"
cp "$work/pki/clients.pem" "$machine/etc/sakpore/clients-ca.pem"
cp "$work/pki/tls.pem" "$work/pki/tls.key" "$machine/etc/sakpore/"
install -m 0600 "$work/pki/head.p12" "$work/pki/passphrase" "$machine/etc/sakpore/"
at_machine sh -c 'chown sakpore: /etc/sakpore/*.pem /etc/sakpore/tls.key /etc/sakpore/head.p12 /etc/sakpore/passphrase; chmod 600 /etc/sakpore/tls.key'
follow database
at_machine runuser -u sakpore -- sakpore keys import contoh-kepala /etc/sakpore/head.p12 --passphrase-file /etc/sakpore/passphrase \
  --store /etc/sakpore/officers --store-key /etc/sakpore/officers.key >>"$work/log" 2>&1
sed -n '/^ *```ini$/,/^ *```$/p' "$manual" | sed '1d;$d;s/^ *//' >"$machine/etc/sakpore/a.env"
cat >>"$machine/etc/sakpore/a.env" <<ENV
Sakpore__Access__ClientCertificates__0__System=systems/simpel
Sakpore__Access__ClientCertificates__0__Office=kesbangpol
Sakpore__Access__ClientCertificates__0__SpkiSha256=$(openssl pkey -in "$work/pki/agency.key" -pubout -outform DER | sha256sum | cut -d' ' -f1)
ENV
follow 'second hub'
follow start
expect 'both hubs are ready' "$(ask --output /dev/null --write-out '%{http_code}' http://127.0.0.1:9464/ready)$(ask --output /dev/null --write-out '%{http_code}' http://127.0.0.1:9465/ready)" 200200
follow nginx
follow 'first key'

# Keys for the walk, as the manual makes the first ones.
made() { at_machine runuser -u sakpore -- env 'Sakpore__Postgres=Host=/var/run/postgresql;Database=sakpore;Username=sakpore' sakpore keys create "$@" 2>>"$work/log" | grep -oE '[A-Za-z0-9_-]{40,}' | head -n 1; }
jq -n --arg portal "$(made portal-walk)" --arg dpmptsp "$(made loket --office dpmptsp)" --arg kesbangpol "$(made kesbangpol --office kesbangpol)" \
  --arg bappeda "$(made bappeda --office bappeda)" --rawfile passphrase "$work/pki/passphrase" \
  '{Portal: $portal, Offices: {dpmptsp: $dpmptsp, kesbangpol: $kesbangpol, bappeda: $bappeda}, Passphrase: $passphrase}' >"$work/callers.json"
portal=$(jq -r .Portal "$work/callers.json")

walk() { elsewhere env CURL_CA_BUNDLE="$work/pki/ca.pem" bash samples/curl/quickstart.sh https://izin.example "$work/callers.json" >"$work/walk" 2>&1 || { cat "$work/walk" >>"$work/log"; return 1; }; }
walk
expect 'a letter from submission to verification over TLS and JSON, with API keys' "$(tail -n 1 "$work/walk")" 'anyone           verifies a copy with one byte changed: VERDICT_ALTERED'
npm ci --prefix samples/NodePortal --no-audit --no-fund --loglevel=error >>"$work/log" 2>&1
elsewhere env GRPC_DEFAULT_SSL_ROOTS_FILE_PATH="$work/pki/ca.pem" node samples/NodePortal/walk.js https://izin.example:443 "$work/callers.json" >"$work/node" 2>&1 || { cat "$work/node" >>"$work/log"; false; }
expect 'the same over gRPC through grpc_pass, files streamed' "$(grep -c VERDICT_ALTERED "$work/node")" 1

officer=(--header 'sakpore-officer: officers/contoh-kesbangpol')
pending=sakpore.permits.v1.RecommendationService/ListPendingRecommendations
expect 'gRPC with an agency'"'"'s client certificate: OK' "$(empty_call $pending "${officer[@]}" --cert "$work/pki/agency.pem" --key "$work/pki/agency.key")" 0
expect 'without it: UNAUTHENTICATED' "$(empty_call $pending "${officer[@]}")" 16
forged="sakpore-client-certificate: $(jq -sRr @uri "$work/pki/agency.pem")"
expect 'its header written by a caller, through nginx: UNAUTHENTICATED' "$(empty_call $pending "${officer[@]}" --header "$forged")" 16
status() { ask --output /dev/null --write-out '%{http_code}' "$@"; }
expect 'the header at the hub itself, from the declared proxy: 200' "$(status "${officer[@]}" --header "$forged" http://127.0.0.1:5080/v1/recommendations:pending)" 200
expect 'the same from an address that is no proxy: the connection is closed' "$(status --interface 127.0.0.2 "${officer[@]}" --header "$forged" http://127.0.0.1:5080/v1/recommendations:pending 2>/dev/null || true)" 000

ask --fail https://izin.example/tte >"$work/page"
expect "a citizen's page over TLS" "$(grep -c '<html lang="id"' "$work/page")" 1

# A watch that is silent for longer than nginx' 60 seconds by default, and then has news.
printf '\0\0\0\0\0' | ask --http2 --no-buffer --max-time 120 --header 'content-type: application/grpc' --header 'te: trailers' --header "authorization: Bearer $portal" \
  --data-binary @- --output "$work/watch" https://izin.example/sakpore.permits.v1.ApplicationService/WatchApplications 2>>"$work/log" &
watch=$!
sleep 75
silent=$(stat --format=%s "$work/watch")
walk
for _ in $(seq 100); do [ "$(stat --format=%s "$work/watch")" -le "$silent" ] || break; sleep 0.1; done
expect 'a stream lives past 60 silent seconds and has the news' "$([ "$(stat --format=%s "$work/watch")" -gt "$silent" ] && echo yes)" yes
kill "$watch" 2>/dev/null; wait "$watch" 2>/dev/null || true

# As the manual says: the hubs' user, with the variables, in the folder.
as_hub() { { commands 'database of the backup'; commands "$1"; } | at_machine runuser -u sakpore -- bash -euo pipefail >"$work/said" 2>>"$work/log"; tell "manual: $1"; }
as_hub 'back up'
follow 'database to restore into'
as_hub restore
expect 'the restored histories give the restored rows' "$(grep -c 'Every row is what its history says.' "$work/said")" 1
follow 'back up keys' 'export KEYS=/etc/sakpore;'

# One hub is exchanged while the other serves.
( while [ ! -e "$work/upgraded" ]; do status "https://izin.example/v1/permitTypes" --header "authorization: Bearer $portal"; echo; done >"$work/served" ) &
serving=$!
follow upgrade 'NEW=0.1.1;'
touch "$work/upgraded"; wait "$serving"
expect "all of $(wc -l <"$work/served") calls during the upgrade were answered" "$(sort -u "$work/served")" 200
expect 'both hubs run the new version' "$(at_machine sh -c 'for hub in a b; do readlink /proc/$(systemctl show --property=MainPID --value sakpore-hub@$hub)/exe; done' | sort -u)" /opt/sakpore-0.1.1/hub/Sakpore.Grpc
walk
tell 'a letter goes the whole way there, too'
echo 'docs/operations.md brings up what it says.'
