// Asks the API. Whatever goes wrong becomes one sentence for the reader.

/**
 * @param {string} address
 * @param {AbortSignal=} signal
 * @returns {Promise<object>} rejects with an Error whose message can be shown, or with an AbortError
 */
export const ask = (address, signal) => request(address, { signal, headers: { Accept: "application/json" } });

/** Sends a JSON object, and answers as {@link ask} does. */
export const send = (address, body) => request(address, {
  method: "POST",
  headers: { Accept: "application/json", "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

async function request(address, options) {
  const answer = await fetch(address, options).catch(unreachable);
  if (answer.ok) return answer.json();
  throw Object.assign(new Error(await reason(answer)), { status: answer.status });
}

function unreachable(failure) {
  if (failure.name === "AbortError") throw failure;
  throw new Error("Caravan does not answer.");
}

async function reason(answer) {
  try {
    const { message } = (await answer.json()).error;
    return `${message[0].toUpperCase()}${message.slice(1)}.`;
  } catch {
    return `Caravan answered with status ${answer.status}.`;
  }
}
