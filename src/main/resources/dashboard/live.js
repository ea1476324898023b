// The one EventSource of the page. It comes back from whatever the server or the network does.

import { backOffMs } from "./freshness.js";

// A connection that died while the computer slept reports nothing, and keep-alive comments are invisible to the page.
export const SILENCE_MS = 30_000;

/**
 * Calls the handler of its name with every event of the stream, for ever. The browser reconnects by itself after a broken connection, but
 * gives up (CLOSED) after an answer such as 503; then this opens a new stream, waiting longer each time.
 *
 * @param {string} url of the stream
 * @param {Object<string, (data: object) => void>} handlers by name of the event
 * @param {{Source?: typeof EventSource, setTimer?: Function, clearTimer?: Function}} browser what a test replaces
 */
export function listen(url, handlers, browser = {}) {
  const {
    Source = globalThis.EventSource,
    setTimer = (act, ms) => setTimeout(act, ms),
    clearTimer = (timer) => clearTimeout(timer),
  } = browser;
  let source;
  let attempt = 0;
  let silence;

  function open() {
    source = new Source(url);
    for (const [name, handle] of Object.entries(handlers)) source.addEventListener(name, receive(handle));
    source.addEventListener("error", recover);
    expectSomething();
  }

  function receive(handle) {
    return (message) => {
      attempt = 0;
      expectSomething();
      handle(JSON.parse(message.data));
    };
  }

  function recover() {
    if (source.readyState === Source.CLOSED) reopenIn(backOffMs(attempt++));
  }

  function expectSomething() {
    clearTimer(silence);
    silence = setTimer(() => reopenIn(0), SILENCE_MS);
  }

  function reopenIn(ms) {
    source.close();
    clearTimer(silence);
    silence = setTimer(open, ms);
  }

  open();
}
