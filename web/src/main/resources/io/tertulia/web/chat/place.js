import { keep, recall } from './tab-store.js';

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
 * @param {import('./tab-store.js').Where} where
 * @param {Place | null} place
 */
export function keepPlace(where, place) {
  keep('place', where, place);
}

/**
 * Gives it, once.
 *
 * @param {import('./tab-store.js').Where} where
 * @returns {Place | null}
 */
export function takePlace(where) {
  const kept = recall('place', where);
  keep('place', where, null);
  return kept;
}
