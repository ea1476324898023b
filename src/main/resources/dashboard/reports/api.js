// Asks the API. Whatever goes wrong becomes one sentence for the reader.

/**
 * @param {string} address
 * @param {AbortSignal=} signal
 * @returns {Promise<object>} rejects with an Error whose message can be shown, or with an AbortError
 */
export async function ask(address, signal) {
  const answer = await fetch(address, { signal, headers: { Accept: "application/json" } }).catch(unreachable);
  if (answer.ok) return answer.json();
  throw new Error(await reason(answer));
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
