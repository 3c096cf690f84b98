#!/usr/bin/env bash
# Remakes the letters' fonts in src/Sakpore.Grpc/Letters/Fonts from Liberation Serif 2.x (SIL OFL 1.1).
#
#   eng/subset-fonts.sh FOLDER    FOLDER holds LiberationSerif-{Regular,Bold}.ttf of version 2.x
#                                 (Debian: package fonts-liberation2, /usr/share/fonts/truetype/liberation2)
#
# Needs fonttools (Debian: python3-fonttools). The same input gives the same bytes.
#
# Why a subset: Skia embeds a font whole, so every glyph here is paid for in every letter.
# Why another name: "Liberation" is a Reserved Font Name, and a subset is a Modified Version (OFL 1.1, condition 3).
set -euo pipefail
source_folder=${1:?the folder with LiberationSerif-Regular.ttf, version 2.x}
target_folder=$(cd "$(dirname "$0")/../src/Sakpore.Grpc/Letters/Fonts" && pwd)

# Basic Latin, Latin-1, Latin Extended-A, the comma-below letters, and the punctuation of names and numbers.
# Left out on purpose: U+00A0 and U+00AD share a glyph with the space and the hyphen, and a text copied from the PDF
# would then hold the rarer of the two characters. Of the layout
# tables only kerning is kept: the text of a ligature would have to be told apart again when it is copied.
unicodes='0020-007E,00A1-00AC,00AE-00FF,0100-017F,0218-021B,02BB,02BC,2013,2014,2018-201A,201C-201E,2020,2022,2026,2030,2039,203A,20AC,2122,2212'

for style in Regular Bold; do
  pyftsubset "$source_folder/LiberationSerif-$style.ttf" \
    --output-file="$target_folder/SakporeSerif-$style.ttf" \
    --unicodes="$unicodes" --layout-features=kern --no-hinting \
    --name-IDs='*' --notdef-outline --no-recalc-timestamp --drop-tables+=DSIG,FFTM,GDEF,GSUB
  /usr/bin/env python3 - "$target_folder/SakporeSerif-$style.ttf" "$style" <<'PY'
import sys
from fontTools.ttLib import TTFont

path, style = sys.argv[1:]
font = TTFont(path, recalcTimestamp=False)
version = font["name"].getDebugName(5)
if "Version 2." not in version:
    sys.exit(f"{path}: made from '{version}'; only Liberation 2.x is under the OFL")
names = font["name"]
copyright = names.getDebugName(0)
names.names = []
for name_id, text in {
    0: copyright,
    1: "Sakpore Serif",
    2: style,
    3: f"Sakpore Serif {style}, a Latin subset",
    4: f"Sakpore Serif {style}" if style != "Regular" else "Sakpore Serif",
    5: version,
    6: f"SakporeSerif-{style}",
    13: "SIL Open Font License 1.1",
    14: "https://openfontlicense.org",
}.items():
    names.setName(text, name_id, 3, 1, 0x409)
font.save(path)
PY
  ls -l "$target_folder/SakporeSerif-$style.ttf" | awk '{ print $5, $9 }'
done
