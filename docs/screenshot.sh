#!/usr/bin/env bash
# Takes the README's picture of a running Caravan: docs/screenshot.sh [URL of the page]. Needs chromium, chromedriver and curl.
set -euo pipefail
cd "$(dirname "$0")/.."

port=9515
chromedriver --port="$port" > /dev/null &
driver=$!
trap 'kill "$driver"' EXIT
driver_url="http://127.0.0.1:$port"
until curl --silent --fail "$driver_url/status" > /dev/null; do sleep 0.2; done

session=$(curl --silent --data '{"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox",
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--hide-scrollbars", "--window-size=1440,1680"]}}}}' "$driver_url/session" |
  sed 's/.*"sessionId":"\([^"]*\)".*/\1/')
curl --silent --data "{\"url\": \"${1:-http://localhost:8080/}\"}" "$driver_url/session/$session/url" > /dev/null
# The page is complete when its first frame is drawn, which is later than its load event.
sleep 8
curl --silent "$driver_url/session/$session/screenshot" | sed 's/.*"value":"\([^"]*\)".*/\1/' | base64 --decode > docs/dashboard.png
curl --silent --request DELETE "$driver_url/session/$session" > /dev/null
