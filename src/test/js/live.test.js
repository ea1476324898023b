import assert from "node:assert/strict";
import test from "node:test";
import { listen, SILENCE_MS } from "../../main/resources/dashboard/live.js";

/** A browser whose time stands still: records the streams that were opened and the timers that were set. */
function recorder() {
  const sources = [];
  let timers = [];
  class Source {
    static CLOSED = 2;
    readyState = 1;
    handlers = {};
    constructor(url) {
      this.url = url;
      sources.push(this);
    }
    addEventListener(name, handler) {
      this.handlers[name] = handler;
    }
    close() {
      this.readyState = Source.CLOSED;
    }
    refuse() {
      this.readyState = Source.CLOSED;
      this.handlers.error();
    }
  }
  return {
    Source,
    sources,
    setTimer: (act, ms) => {
      const timer = { act, ms };
      timers.push(timer);
      return timer;
    },
    clearTimer: (cleared) => (timers = timers.filter((timer) => timer !== cleared)),
    waits: () => timers.map((timer) => timer.ms),
    pass: () => timers.shift().act(),
  };
}

test("each snapshot is handed on, parsed", () => {
  const browser = recorder();
  const frames = [];
  listen("api/stream", { snapshot: (frame) => frames.push(frame) }, browser);
  browser.sources[0].handlers.snapshot({ data: '{"at":"1"}' });
  assert.equal(browser.sources[0].url, "api/stream");
  assert.deepEqual(frames, [{ at: "1" }]);
});

test("a broken connection is left to the browser", () => {
  const browser = recorder();
  listen("api/stream", { snapshot: () => {} }, browser);
  browser.sources[0].readyState = 0;
  browser.sources[0].handlers.error();
  assert.deepEqual(browser.waits(), [SILENCE_MS]);
});

test("a refused stream is opened again, later each time, and soon again after a success", () => {
  const browser = recorder();
  listen("api/stream", { snapshot: () => {} }, browser);
  browser.sources[0].refuse();
  assert.deepEqual(browser.waits(), [1000]);
  browser.pass();
  browser.sources[1].refuse();
  assert.deepEqual(browser.waits(), [2000]);
  browser.pass();
  browser.sources[2].handlers.snapshot({ data: "{}" });
  browser.sources[2].refuse();
  assert.deepEqual(browser.waits(), [1000]);
});

test("a stream that says nothing for long is replaced, and only one stays open", () => {
  const browser = recorder();
  listen("api/stream", { snapshot: () => {} }, browser);
  browser.pass();
  assert.deepEqual(browser.waits(), [0]);
  browser.pass();
  assert.deepEqual(browser.sources.map((source) => source.readyState), [2, 1]);
  assert.deepEqual(browser.waits(), [SILENCE_MS]);
});
