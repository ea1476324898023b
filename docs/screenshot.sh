#!/usr/bin/env bash
# Takes the README's picture of a running Caravan: docs/screenshot.sh [URL of the page]
set -euo pipefail
cd "$(dirname "$0")/.."

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

# The page keeps its stream open, so the picture is taken after 8 s, when the charts have been drawn.
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" \
  --window-size=1440,1600 --timeout=8000 --screenshot=docs/dashboard.png "${1:-http://localhost:8080/}"
