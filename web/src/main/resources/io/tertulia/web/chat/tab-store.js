/**
 * What a tab keeps while its page is loaded anew, of somebody's conversation.
 *
 * @typedef {readonly string[]} Where such as app, user and conversation
 */

/**
 * Keeps something, or that there is nothing.
 *
 * @param {string} what
 * @param {Where} where
 * @param {unknown} value goes through JSON; null for nothing
 */
export function keep(what, where, value) {
  try {
    if (value === null) {
      sessionStorage.removeItem(name(what, where));
    } else {
      sessionStorage.setItem(name(what, where), JSON.stringify(value));
    }
  } catch {
    // Without a store, or when it is full, nothing outlives the page.
  }
}

/**
 * Gives what is kept; null for nothing.
 *
 * @param {string} what
 * @param {Where} where
 * @returns {any}
 */
export function recall(what, where) {
  try {
    return JSON.parse(sessionStorage.getItem(name(what, where)) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * @param {string} what
 * @param {Where} where
 */
function name(what, where) {
  return `tertulia-${what}:${JSON.stringify(where)}`;
}
