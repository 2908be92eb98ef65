#!/usr/bin/env bash
# Loads page and maps with hostile names in Chromium: no element that a name asks for, nothing computed.
# usage: hostile_in_chromium.sh OUT
set -uo pipefail
wrong=0
for file in "$1"/report.html "$1"/maps/*.svg; do
  dom=$(chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=5000 --dump-dom "file://$file" 2> /dev/null)
  [ "${#dom}" -gt 1000 ] || { echo "WRONG $(basename "$file"): not drawn"; wrong=1; }
  # Outside the data, which are JSON in a script, a name's "<b>" would be an element, and its "{{6*7}}" 42.
  if printf %s "$dom" | sed 's/<script.*<\/script>//g' | grep -qE '<b>b</b>|<img src="?http'; then echo "WRONG $(basename "$file"): a name became markup"; wrong=1; fi
done
[ $wrong = 0 ] && echo "ok    page and $(ls "$1"/maps/*.svg | wc -l) maps: names are text"
exit $wrong
