#!/usr/bin/env bash
# Makes report.png: the report of the seed alone, as Debian's Chromium shows it.
set -euo pipefail
folder=$(mktemp -d)
harmtrace run examples/seed/seed.txt --store "sqlite:///$folder/seed.db"
harmtrace report --store "sqlite:///$folder/seed.db" --out "$folder/report.html" --title "One press release, 15 September 2018"
sed -i 's/<details class="figure">/<details class="figure" open>/' "$folder/report.html"
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars \
  --user-data-dir="$folder/profile" --window-size=1000,1500 --screenshot=docs/images/report.png "file://$folder/report.html"
