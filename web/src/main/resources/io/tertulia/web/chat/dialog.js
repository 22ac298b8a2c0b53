import { html, render } from '../lib/lit-html/lit-html.js';

/**
 * Asks a question that must be answered.
 *
 * @param {ParentNode} root where the dialog is put
 * @param {string} question
 * @param {{yes: string, no: string}} labels
 * @returns {Promise<boolean>}
 */
export function ask(root, question, labels) {
  const dialog = document.createElement('dialog');
  dialog.className = 'question';
  dialog.setAttribute('aria-label', question);
  render(
    html`<form method="dialog">
      <p>${question}</p>
      <button value="no" autofocus>${labels.no}</button>
      <button value="yes" class="danger">${labels.yes}</button>
    </form>`,
    dialog,
  );
  root.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
