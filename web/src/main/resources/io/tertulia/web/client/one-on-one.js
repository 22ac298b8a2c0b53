const BYTES = 10;

/**
 * The id of the conversation of two users, the same whoever asks: the first 20 digits of the SHA-1
 * of the two ids as JSON, in the order of their UTF-16 code units.
 *
 * @param {string} one
 * @param {string} other
 * @returns {Promise<string>}
 */
export async function oneOnOneId(one, other) {
  const pair = one <= other ? [one, other] : [other, one];
  const bytes = new TextEncoder().encode(JSON.stringify(pair));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return [...hash.slice(0, BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
