#!/usr/bin/env bash
# Takes the README's picture of a running Caravan: docs/screenshot.sh [URL of the page]
# Needs chromium, chromedriver and curl.
set -euo pipefail
cd "$(dirname "$0")/.."

page=${1:-http://localhost:8080/}
driver=http://127.0.0.1:9515
profile=$(mktemp -d)

chromedriver --port=9515 --silent &
driver_process=$!
trap 'kill "$driver_process" 2> /dev/null || true; wait; rm -rf "$profile"' EXIT

# WebDriver, W3C: ask PATH BODY
ask() {
  curl --fail --silent --show-error --header 'Content-Type: application/json' --data "$2" "$driver$1"
}

curl --silent --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null "$driver/status"

session=$(ask /session '{"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1440,1600",
  "--user-data-dir='"$profile"'"]}}}}' | sed -E 's/.*"sessionId":"([^"]+)".*/\1/')

ask "/session/$session/url" '{"url": "'"$page"'"}' > /dev/null
# The first frame comes at once; a few more, and rates are known.
sleep 8
height=$(ask "/session/$session/execute/sync" \
  '{"script": "return Math.ceil(document.body.getBoundingClientRect().bottom) + outerHeight - innerHeight", "args": []}' | tr -dc 0-9)
ask "/session/$session/window/rect" '{"width": 1440, "height": '"$height"'}' > /dev/null
sleep 2
curl --fail --silent --show-error "$driver/session/$session/screenshot" |
  sed -E 's/.*"value":"([^"]+)".*/\1/' | base64 --decode > docs/dashboard.png
curl --silent --request DELETE --output /dev/null "$driver/session/$session"
