#!/usr/bin/env bash
# Takes the pictures of a running Caravan, all pages in three widths, light and dark: docs/screenshots.sh [URL] [folder]
# Needs chromium, chromedriver and curl.
set -euo pipefail
cd "$(dirname "$0")/.."

address=${1:-http://localhost:8080/}
folder=${2:-docs/screenshots}
port=9518
driver=http://127.0.0.1:$port
profile=$(mktemp -d)

chromedriver --port="$port" --silent &
driver_process=$!
trap 'kill "$driver_process" 2> /dev/null || true; wait; rm -rf "$profile"' EXIT

# WebDriver, W3C: ask PATH BODY
ask() {
  curl --fail --silent --show-error --header 'Content-Type: application/json' --data "$2" "$driver$1"
}

# The browser's own protocol, for what WebDriver has no word for: browser COMMAND PARAMETERS
browser() {
  ask "/session/$session/goog/cdp/execute" '{"cmd": "'"$1"'", "params": '"$2"'}'
}

# picture NAME PAGE WIDTH HEIGHT light|dark; the height grows to the page's, up to 2000
picture() {
  browser Emulation.setDeviceMetricsOverride '{"width": '"$3"', "height": '"$4"', "deviceScaleFactor": 1, "mobile": false}' > /dev/null
  browser Emulation.setEmulatedMedia '{"features": [{"name": "prefers-color-scheme", "value": "'"$5"'"}]}' > /dev/null
  ask "/session/$session/url" '{"url": "'"$address$2"'"}' > /dev/null
  # The first frame comes at once; a few more, and rates are known.
  sleep 4
  height=$(ask "/session/$session/execute/sync" '{"script": "return document.documentElement.scrollHeight", "args": []}' | tr -dc 0-9)
  browser Emulation.setDeviceMetricsOverride \
    '{"width": '"$3"', "height": '"$((height < 2000 ? height : 2000))"', "deviceScaleFactor": 1, "mobile": false}' > /dev/null
  sleep 1
  browser Page.captureScreenshot '{"format": "webp", "quality": 82}' |
    sed -E 's/.*"data":"([^"]+)".*/\1/' | base64 --decode > "$folder/$1-$3-$5.webp"
}

curl --silent --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null "$driver/status"

session=$(ask /session '{"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=en-US", "--user-data-dir='"$profile"'"]}}}}' |
  sed -E 's/.*"sessionId":"([^"]+)".*/\1/')

mkdir -p "$folder"
for look in light dark; do
  for size in '1440 900' '1920 1080' '390 844'; do
    read -r width height <<< "$size"
    picture live '' "$width" "$height" "$look"
    picture reports 'reports.html?range=28d' "$width" "$height" "$look"
    picture pipeline pipeline.html "$width" "$height" "$look"
    picture quality quality.html "$width" "$height" "$look"
  done
done
curl --silent --request DELETE --output /dev/null "$driver/session/$session"
