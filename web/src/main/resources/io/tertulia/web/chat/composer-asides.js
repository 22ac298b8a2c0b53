/** What stands above the field in which a message is written. */
import { html, nothing } from '../lib/lit.js';

/**
 * What happens, or went wrong.
 *
 * @param {string} text empty for nothing
 */
export function notice(text) {
  return text ? html`<p class="notice" role="alert">${text}</p>` : nothing;
}

/**
 * What the message will be about: one that it answers, or that it changes.
 *
 * @param {{what: string, who?: string, text?: string}} about
 * @param {import('./words.js').Words} words
 * @param {() => void} leave
 */
export function about({ what, who = '', text = '' }, words, leave) {
  return html`<div class="about">
    <span dir="auto">${what} <strong>${who}</strong> ${text}</span>
    <button type="button" class="icon no" aria-label=${words.cancel} title=${words.cancel} @click=${leave}></button>
  </div>`;
}
