// Asks again and again, one question at a time, and rests while nobody looks.

const PATIENCE_MS = 5000;

/**
 * @param {string} url of a JSON answer
 * @param {number} pauseMs between an answer and the next question
 * @param {{answer: (body: object) => void, failed: () => void}} to
 */
export function poll(url, pauseMs, to) {
  let timer = null;
  let asking = false;

  async function ask() {
    clearTimeout(timer);
    if (asking || document.hidden) return;
    asking = true;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      to.answer(await response.json());
    } catch {
      to.failed();
    } finally {
      asking = false;
      timer = setTimeout(ask, pauseMs);
    }
  }

  document.addEventListener("visibilitychange", ask);
  ask();
}
