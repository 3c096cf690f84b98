#!/usr/bin/env bash
# One application for a Surat Keterangan Penelitian, through every actor, over HTTP and JSON: curl and jq alone.
# Usage: samples/curl/quickstart.sh [HUB] [CALLERS]
#   HUB      a development hub's HTTP address; http://127.0.0.1:5080
#   CALLERS  its file of credentials; data/development/callers.json
set -euo pipefail

readonly hub=${1:-http://127.0.0.1:5080} callers=${2:-data/development/callers.json}
work=$(mktemp -d)
readonly work
trap 'rm -rf "$work"' EXIT
requests=0

# Keys are read by curl from a file: on a command line others could see them.
credentials() { # ACTOR KEY [OFFICER]
  printf 'header = "authorization: Bearer %s"\n' "$2" >"$work/$1"
  [ -z "${3:-}" ] || printf 'header = "sakpore-officer: officers/%s"\n' "$3" >>"$work/$1"
}

call() { # ACTOR METHOD PATH [JSON or @FILE]: prints the answer; a no is printed and ends the walk
  curl --silent --show-error --fail-with-body --config "$work/$1" --request "$2" ${4:+--header 'content-type: application/json' --data "$4"} "$hub$3" ||
    { printf '\n%s %s was refused.\n' "$2" "$3" >&2; return 1; }
}

upload() { # ACTOR FILE TYPE: prints the document's name
  requests=$((requests + 1))
  curl --silent --show-error --fail-with-body --config "$work/$1" --upload-file "$2" --header "content-type: $3" \
    "$hub/v1/uploads/curl-$$-$RANDOM-$RANDOM" | jq -r .name
}

act() { # ACTOR APPLICATION VERB JSON: prints the application
  call "$1" POST "/v1/$2:$3" "$(jq -n --arg id "curl-$$-$RANDOM-$3" "\$ARGS.named | {requestId: .id} + ($4)")"
}

tell() { # ACTOR DONE [APPLICATION]
  printf '%-16s %s' "$1" "$2"
  [ -z "${3:-}" ] || jq -rj '"  → " + ([.currentStages[].stage] | if . == [] then [] else . end | join(" + "))' <<<"$3"
  printf '\n'
}

paper() { # TITLE FILE: a page with a title, the smallest PDF that says something
  local content="BT /F1 18 Tf 72 760 Td ($1) Tj ET" pdf=$'%PDF-1.7\n' table=$'0000000000 65535 f \n' number=0 object
  for object in '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' \
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>' \
    "<< /Length ${#content} >>"$'\nstream\n'"$content"$'\nendstream' '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>'; do
    number=$((number + 1))
    table+=$(printf '%010d 00000 n ' ${#pdf})$'\n'
    pdf+="$number 0 obj"$'\n'"$object"$'\nendobj\n'
  done
  printf '%sxref\n0 6\n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' "$pdf" "$table" ${#pdf} >"$2"
}

verdict() { # FILE: prints the verdict
  base64 -w0 "$1" | jq -R '{content: .}' >"$work/verify.json"
  call anyone POST /v1/documents:verify "@$work/verify.json" | jq -r .verdict
}

expect() { # FOUND EXPECTED
  [ "$1" = "$2" ] || { printf '%s was expected, not %s\n' "$2" "$1" >&2; exit 1; }
}

recommend() { # OFFICE
  local letter
  paper "Rekomendasi $1" "$work/rekomendasi-$1.pdf"
  letter=$(upload "$1" "$work/rekomendasi-$1.pdf" application/pdf)
  tell "$1" recommends "$(act "$1" "$name" recommend "{favourable: true, document: \"$letter\", letterNumber: \"070/1/2026\",
    letterDate: {year: $(date -u +%-Y), month: $(date -u +%-m), day: $(date -u +%-d)}}" | jq .application)"
}

: >"$work/anyone"
credentials portal "$(jq -r .Portal "$callers")"
for officer in front-office back-office sub-koordinator koordinator kepala; do
  credentials "$officer" "$(jq -r .Offices.dpmptsp "$callers")" "contoh-$officer"
done
for office in kesbangpol bappeda; do
  credentials "$office" "$(jq -r ".Offices.$office" "$callers")" "contoh-$office"
done

paper 'Surat Pengantar' "$work/pengantar.pdf"
paper 'Proposal Penelitian' "$work/proposal.pdf"
base64 -d >"$work/ktp.png" <<<iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==
jq -n --arg id "curl-$$-submit" \
  --arg pengantar "$(upload portal "$work/pengantar.pdf" application/pdf)" \
  --arg proposal "$(upload portal "$work/proposal.pdf" application/pdf)" \
  --arg ktp "$(upload portal "$work/ktp.png" image/png)" '{
    permitType: "permitTypes/skp-penelitian", kind: "KIND_BARU", requestId: $id,
    form: {
      nama: "Siti Rahmawati", nik: "3375010101010001", alamat: "Jl. Melati No. 7, Kota Pekalongan", telepon: "081200000001",
      judul: "Kepuasan Pelaku Usaha Batik", keperluan: "Penyusunan skripsi", lokasi: "DPMPTSP Kota Pekalongan",
      mulai: "2026-12-01", selesai: "2027-02-26", bidang: "Administrasi publik", penanggung_jawab: "Dr. Budi Santoso, M.Si.",
      anggota: ["Dewi Lestari"], institusi: "Universitas Contoh",
      surat_pengantar: {instansi: "Dekan FIS", nomor: "B/1021/2026", tanggal: "2026-11-10", perihal: "Izin penelitian"}
    },
    files: [{requirement: "surat-pengantar", document: $pengantar}, {requirement: "proposal", document: $proposal},
            {requirement: "ktp", document: $ktp}]
  }' >"$work/submission.json"
submitted=$(call portal POST /v1/applications "@$work/submission.json")
name=$(jq -r .application.name <<<"$submitted")
tell applicant "submits $name" "$(jq .application <<<"$submitted")"

tell 'front office' 'returns: unreadable' \
  "$(act front-office "$name" return '{owedRequirements: ["ktp"], reason: "UNREADABLE", note: "Foto KTP buram."}')"
tell applicant supplements \
  "$(act portal "$name" supplement "{files: [{requirement: \"ktp\", document: \"$(upload portal "$work/ktp.png" image/png)\"}]}")"
complete=$(act front-office "$name" declareComplete '{}')
tell 'front office' "declares complete, due $(jq -r '.promise.dueDate | "\(.year)-\(.month)-\(.day)"' <<<"$complete")" "$complete"
tell 'back office' drafts "$(act back-office "$name" forward '{}')"
tell 'sub koordinator' verifies "$(act sub-koordinator "$name" forward '{}')"
tell koordinator verifies "$(act koordinator "$name" forward '{}')"
recommend kesbangpol
recommend bappeda
tell 'back office' 'matches what came back' "$(act back-office "$name" forward '{to: "tanda-tangan"}')"

jq '{requestId: "curl-sign-\($name)", passphrase: .Passphrase}' --arg name "${name#*/}" "$callers" >"$work/sign.json"
signed=$(call kepala POST "/v1/$name:sign" "@$work/sign.json")
tell head "signs $(jq -r .letter.number <<<"$signed")"
expect "$(jq -r .application.state <<<"$signed")" STATE_ISSUED

call portal GET "/v1/$(jq -r .letter.document <<<"$signed"):download" >"$work/letter.pdf"
tell applicant "downloads the letter, $(wc -c <"$work/letter.pdf") bytes"
expect "$(sha256sum <"$work/letter.pdf" | cut -d' ' -f1)" "$(jq -r .letter.sha256 <<<"$signed")"
jq '{token: .trackingToken}' <<<"$submitted" >"$work/track.json"
tell applicant "tracks: $(call anyone POST /v1/tracking:track "@$work/track.json" | jq '[.steps[] | select(.progress == "PROGRESS_DONE")] | length') steps done"

expect "$(verdict "$work/letter.pdf")" VERDICT_AUTHENTIC
tell anyone 'verifies the letter: VERDICT_AUTHENTIC'
middle=$(($(wc -c <"$work/letter.pdf") / 3))
byte=$(od -An -tu1 -j "$middle" -N1 "$work/letter.pdf")
printf "\\x$(printf %02x $((byte ^ 1)))" | dd of="$work/letter.pdf" bs=1 seek="$middle" conv=notrunc status=none
expect "$(verdict "$work/letter.pdf")" VERDICT_ALTERED
tell anyone 'verifies a copy with one byte changed: VERDICT_ALTERED'
