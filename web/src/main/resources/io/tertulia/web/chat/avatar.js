import { html } from '../lib/lit.js';

/**
 * Somebody's picture, or the first letter of the name. Where the picture is, its owner chose: there
 * nobody is told on which page it is seen.
 *
 * @param {{id: string, name: string, photoUrl: string | null}} user
 */
export function avatar(user) {
  const letter = [...user.name.trim()][0]?.toUpperCase() ?? '?';
  const shade = [...user.id].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 6, 0);
  return user.photoUrl
    ? html`<img class="avatar" src=${user.photoUrl} alt="" referrerpolicy="no-referrer">`
    : html`<span class=${`avatar shade-${shade}`} aria-hidden="true">${letter}</span>`;
}
