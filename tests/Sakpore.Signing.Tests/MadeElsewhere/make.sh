#!/usr/bin/env bash
# Makes the unsigned PDFs of this folder anew with other people's programs. They are checked in, so that tests need none of these:
# apt-get install libreoffice-writer-nogui libreoffice-calc-nogui chromium librsvg2-bin ghostscript groff qpdf fonts-dejavu-core
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1695026017 HOME=$work

letter() {
  cat <<HTML
<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Surat Keterangan</title><style>$2</style></head>
<body><h1>SURAT KETERANGAN PENELITIAN</h1><p>NOMOR : 070/SKP-KP/407/IX/2023</p><p>$1</p>
<table border="1"><tr><td>Nama</td><td>Siti Aminah</td></tr><tr><td>Bidang</td><td>Kesehatan</td></tr></table>$3</body></html>
HTML
}

office() { # name, filter options, source
  soffice --headless "-env:UserInstallation=file://$work/office" --convert-to "pdf:$2" --outdir "$work/out" "$3" >/dev/null 2>&1
  mv "$work/out/$(basename "${3%.*}").pdf" "office-$1.pdf"
}
letter 'Menerangkan dengan sebenarnya.' 'body{font-family:"DejaVu Serif"}' '' >"$work/letter.html"
letter 'Dua halaman.' 'body{font-family:"DejaVu Sans"} h2{page-break-before:always}' '<h2>Lampiran</h2><p><a href="https://example.test/tte">tte</a></p>' >"$work/pages.html"
letter 'Formulir.' '' '<form><input type="text" name="nama" value="Siti"><input type="checkbox" name="baru" checked><select name="b"><option>A</option></select></form>' >"$work/form.html"
printf 'Kode,Izin,Jumlah\n1,Praktik,1470\n2,Perpanjangan,954\n' >"$work/table.csv"
json() { printf 'writer_pdf_Export:{%s}' "$1"; }
option() { printf '"%s":{"type":"%s","value":"%s"}' "$1" "$2" "$3"; }
# A web page becomes a text document first: only those have all the options.
for page in letter pages form; do
  soffice --headless "-env:UserInstallation=file://$work/office" --infilter='HTML (StarWriter)' --convert-to odt:writer8 --outdir "$work" "$work/$page.html" >/dev/null 2>&1
done
office plain writer_pdf_Export "$work/letter.odt"
office two-pages writer_pdf_Export "$work/pages.odt"
office pdfa-1b "$(json "$(option SelectPdfVersion long 1)")" "$work/letter.odt"
office pdfa-2b "$(json "$(option SelectPdfVersion long 2)")" "$work/letter.odt"
office pdfa-3b "$(json "$(option SelectPdfVersion long 3)")" "$work/letter.odt"
office pdf-1.5 "$(json "$(option SelectPdfVersion long 15)")" "$work/letter.odt"
office pdf-1.6 "$(json "$(option SelectPdfVersion long 16)")" "$work/letter.odt"
office tagged "$(json "$(option UseTaggedPDF boolean true)")" "$work/letter.odt"
office bookmarks "$(json "$(option ExportBookmarks boolean true),$(option InitialView long 1)")" "$work/pages.odt"
office form "$(json "$(option ExportFormFields boolean true)")" "$work/form.odt"
office sheet calc_pdf_Export "$work/table.csv"

browser() { # name, html, options
  chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/browser" --no-pdf-header-footer "${@:3}" --print-to-pdf="chromium-$1.pdf" "file://$2" >/dev/null 2>&1
}
browser plain "$work/letter.html"
browser two-pages "$work/pages.html"
browser form "$work/form.html"
browser untagged "$work/letter.html" --disable-pdf-tagging
browser outline "$work/pages.html" --generate-pdf-document-outline
letter 'Mendatar.' '@page{size:A5 landscape;margin:1cm}' '' >"$work/landscape.html"
letter 'Gambar.' '' '<svg width="90" height="90"><circle cx="45" cy="45" r="40" fill="#06c" opacity=".4"/></svg>' >"$work/drawing.html"
browser landscape "$work/landscape.html"
browser transparency "$work/drawing.html"

svg() { printf '<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s">%s</svg>' "$1" "$2" "$3"; }
text='<text x="20" y="60" font-family="DejaVu Serif" font-size="18">Surat Keterangan</text>'
svg 595 842 "$text" >"$work/text.svg"
svg 842 595 "$text<rect x='20' y='80' width='200' height='90' fill='green' fill-opacity='.5'/>" >"$work/clear.svg"
svg 200 100 '<path d="M10 10 C 80 90 120 -20 190 90" fill="none" stroke="black"/>' >"$work/path.svg"
svg 300 300 '<defs><radialGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></radialGradient></defs><rect width="300" height="300" fill="url(#g)"/>' >"$work/gradient.svg"
svg 300 200 '<defs><mask id="m"><circle cx="90" cy="90" r="70" fill="white"/></mask></defs><rect width="300" height="200" fill="teal" mask="url(#m)"/>' >"$work/mask.svg"
svg 300 200 '<defs><pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><circle cx="9" cy="9" r="6"/></pattern></defs><rect width="300" height="200" fill="url(#p)"/>' >"$work/pattern.svg"
for kind in text clear path gradient mask pattern; do rsvg-convert -f pdf "$work/$kind.svg" -o "cairo-$kind.pdf"; done
rsvg-convert -f pdf "$work/text.svg" "$work/path.svg" "$work/clear.svg" -o cairo-three-pages.pdf

printf '%%!PS\n/Helvetica findfont 18 scalefont setfont 72 700 moveto (Surat Keterangan) show showpage\n' >"$work/one.ps"
printf '%%!PS\n/Times-Roman findfont 18 scalefont setfont 72 700 moveto (Halaman satu) show showpage 72 700 moveto (Halaman dua) show showpage\n' >"$work/two.ps"
ghost() { gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite "-sOutputFile=ghostscript-$1.pdf" "${@:2}" >/dev/null; }
for level in 1.3 1.4 1.5 1.6 1.7 2.0; do ghost "$level" "-dCompatibilityLevel=$level" "$work/one.ps"; done
ghost two-pages "$work/two.ps"
ghost linear -dFastWebView=true "$work/two.ps"
ghost embedded -dPDFSETTINGS=/prepress "$work/one.ps"
ghost rewritten office-plain.pdf
ghost uncompressed -dCompressPages=false "$work/one.ps"
gs -q -dNOPAUSE -dBATCH -dPDFA=2 -dPDFACompatibilityPolicy=1 -sDEVICE=pdfwrite -sColorConversionStrategy=RGB -sOutputFile=ghostscript-pdfa-2.pdf "$work/one.ps" >/dev/null
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfimage8 -r30 -sOutputFile=ghostscript-image.pdf "$work/one.ps" >/dev/null

roff='.TL\nSurat Keterangan\n.AU\nDPMPTSP\n.NH\nDasar\n.PP\nMenerangkan dengan sebenarnya.\n'
printf "$roff" | groff -ms -Tpdf >groff-ms.pdf
printf '.TH SAKPORE 1\n.SH NAMA\nsakpore - menandatangani\n' | groff -man -Tpdf >groff-man.pdf
printf "$roff.bp\n.NH\nLampiran\n" | groff -ms -Tpdf >groff-two-pages.pdf
printf '.TS\nbox tab(;);\nl l.\nNama;Siti\nBidang;Kesehatan\n.TE\n' | groff -t -Tpdf >groff-table.pdf
printf "$roff" | groff -ms -Tps | gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=groff-by-ghostscript.pdf - >/dev/null
printf '.PS\nbox "FO"; arrow; box "BO"; arrow; ellipse "Kepala"\n.PE\n' | groff -p -Tpdf >groff-picture.pdf

printf "$roff" | groff -ms -Tpdf -P-pa5 -P-l >groff-landscape.pdf
printf '.TH SAKPORE 8\n.SH NAMA\nhub\n' | groff -mandoc -Tpdf >groff-mandoc.pdf

rewrite() { qpdf --deterministic-id "${@:3}" "$2" "qpdf-$1.pdf" || [ $? -eq 3 ]; }
rewrite object-streams office-plain.pdf --object-streams=generate
rewrite linearised office-two-pages.pdf --linearize
rewrite linearised-object-streams office-two-pages.pdf --linearize --object-streams=generate
rewrite qdf chromium-plain.pdf --qdf
rewrite classic chromium-two-pages.pdf --object-streams=disable
rewrite uncompressed cairo-gradient.pdf --stream-data=uncompress
rewrite newline groff-ms.pdf --newline-before-endstream
rewrite rotated-90 office-plain.pdf --rotate=90
rewrite rotated-180 chromium-plain.pdf --rotate=180
rewrite rotated-270 cairo-text.pdf --rotate=270
rewrite pdf-2.0 office-plain.pdf --force-version=2.0
qpdf --deterministic-id --empty --pages office-plain.pdf chromium-plain.pdf groff-table.pdf -- qpdf-merged.pdf
rewrite overlaid office-plain.pdf --overlay cairo-path.pdf --
rewrite attachment office-plain.pdf --add-attachment "$work/table.csv" --creationdate=D:20230918163337Z --moddate=D:20230918163337Z --
rewrite collate office-two-pages.pdf --pages . 2,1 --
rewrite padded-page chromium-plain.pdf --coalesce-contents --preserve-unreferenced
rewrite recompressed office-two-pages.pdf --recompress-flate --compression-level=9 --object-streams=preserve
rewrite form-objects chromium-form.pdf --object-streams=generate
