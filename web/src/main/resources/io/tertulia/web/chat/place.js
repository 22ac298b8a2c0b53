/**
 * Where somebody was reading, kept in the tab while its page is loaded anew.
 *
 * @typedef {Readonly<{id: string, createdAt: number, top: number}>} Place
 *   - id: of the message that was the first in sight
 *   - top: where it stood, in pixels below the upper edge of the list
 */

/**
 * Keeps it, or that there is none as the reader is at the end.
 *
 * @param {readonly string[]} where app, user and conversation
 * @param {Place | null} place
 */
export function keepPlace(where, place) {
  try {
    if (place) {
      sessionStorage.setItem(name(where), JSON.stringify(place));
    } else {
      sessionStorage.removeItem(name(where));
    }
  } catch {
    // Without a store the chat begins at its end.
  }
}

/**
 * Gives it, once.
 *
 * @param {readonly string[]} where
 * @returns {Place | null}
 */
export function takePlace(where) {
  try {
    const kept = sessionStorage.getItem(name(where));
    sessionStorage.removeItem(name(where));
    return kept === null ? null : JSON.parse(kept);
  } catch {
    return null;
  }
}

/** @param {readonly string[]} where */
function name(where) {
  return `tertulia-place:${JSON.stringify(where)}`;
}
