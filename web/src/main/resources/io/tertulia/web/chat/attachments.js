import { html } from '../lib/lit.js';

/** So long the browser may look for where it is. */
const PATIENCE_MILLIS = 15_000;

/**
 * The button that lets somebody choose files.
 *
 * @param {import('./words.js').Words} words
 * @param {(files: readonly File[]) => void} give
 */
export function attachButton(words, give) {
  const choose = (/** @type {any} */ { currentTarget }) => currentTarget.nextElementSibling.click();
  const chosen = (/** @type {any} */ { target }) => {
    give([...target.files]);
    target.value = ''; // So that the same file can be chosen again.
  };
  return html`<button type="button" class="icon attach" aria-label=${words.attach} title=${words.attach} @click=${choose}></button>
    <input type="file" multiple hidden @change=${chosen}>`;
}

/**
 * The files that are pasted, or dropped.
 *
 * @param {DataTransfer | null} data
 * @returns {readonly File[]}
 */
export function filesOf(data) {
  return [...(data?.files ?? [])];
}

/**
 * Where this machine is, as content of a message; rejects when the browser does not tell.
 *
 * @returns {Promise<{type: 'location', latitude: number, longitude: number}>}
 */
export function location() {
  return new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ type: 'location', latitude, longitude }),
      reject,
      { timeout: PATIENCE_MILLIS },
    ),
  );
}
