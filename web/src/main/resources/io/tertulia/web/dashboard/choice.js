import { html } from '../lib/lit.js';

/**
 * The field of a choice, and what a form says of it.
 *
 * @typedef {import('./tables.js').Choice} Choice
 */

/**
 * @param {Choice | {name: string, kind: string, says: string, choices?: readonly string[]}} choice
 * @param {any} value
 * @param {boolean} isNamed whether the name is shown besides the words
 */
export function field(choice, value, isNamed) {
  const { name, says } = choice;
  const words = isNamed
    ? html`<span><b>${name}</b> <span class="faint">${says}</span></span>`
    : html`<span>${says}</span>`;
  switch (choice.kind) {
    case 'flag':
      return html`<label class="flag"><input type="checkbox" name=${name} .checked=${value} />${words}</label>`;
    case 'choice':
      return html`<label
        >${words}
        <select name=${name}>
          ${choice.choices?.map((one) => html`<option .selected=${one === value}>${one}</option>`)}
        </select>
      </label>`;
    case 'map':
      return html`<label
        >${words}
        <textarea name=${name} rows="4" spellcheck="false" .value=${JSON.stringify(value, null, 2)}></textarea>
      </label>`;
    case 'list':
      return html`<label
        >${words}
        <textarea name=${name} rows="3" spellcheck="false" .value=${(value ?? []).join('\n')}></textarea>
      </label>`;
    default:
      return html`<label>${words}<input name=${name} autocomplete="off" .value=${value} /></label>`;
  }
}

/**
 * What was chosen.
 *
 * @param {readonly {name: string, kind: string}[]} choices
 * @param {FormData} form
 */
export function chosen(choices, form) {
  return Object.fromEntries(choices.map(({ name, kind }) => [name, value(kind, form.get(name))]));
}

/**
 * @param {string} kind
 * @param {FormDataEntryValue | null} given
 */
function value(kind, given) {
  const text = String(given ?? '');
  switch (kind) {
    case 'flag':
      return given !== null;
    case 'map':
      return JSON.parse(text || '{}');
    case 'list':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    default:
      return text;
  }
}
