import { html, nothing, render } from '../lib/lit-html/lit-html.js';

/**
 * Asks before something is done that cannot be undone.
 *
 * @param {string} question
 * @param {string} yes what the button says that does it
 * @param {string} [word] what must be typed first, where much depends on it
 * @returns {Promise<boolean>}
 */
export function ask(question, yes, word = '') {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', question);
  const type = (/** @type {Event} */ event) => {
    const typed = /** @type {HTMLInputElement} */ (event.target).value;
    /** @type {HTMLButtonElement} */ (dialog.querySelector('.danger')).disabled = typed !== word;
  };
  render(
    html`<form method="dialog">
      <p>${question}</p>
      ${word
        ? html`<label
            >Type <b>${word}</b> to go on
            <input name="word" autocomplete="off" spellcheck="false" autofocus @input=${type} />
          </label>`
        : nothing}
      <div class="row">
        <button value="no" ?autofocus=${!word}>Cancel</button>
        <button value="yes" class="danger" ?disabled=${word !== ''}>${yes}</button>
      </div>
    </form>`,
    dialog,
  );
  if (word) {
    // Enter in the field must not press the first button, which is not to be pressed by accident.
    dialog.querySelector('input')?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        dialog.querySelector('.danger')?.click();
      }
    });
  }
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
