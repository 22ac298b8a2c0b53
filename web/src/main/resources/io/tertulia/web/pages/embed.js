/** The code that puts a chat into a page of one's own. */

/**
 * What the code is about.
 *
 * @typedef {{app: string, user: string, conversation: string, verified: boolean}} Example
 */

const SHOW_MILLIS = 4_000;

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Shows the code, for the element that is chosen. @param {Example} example */
export function showCode(example) {
  const kinds = byId('kinds');
  const fill = () => {
    const chosen = /** @type {HTMLInputElement} */ (kinds.querySelector('input:checked'));
    byId('code').textContent = code(example, chosen.value);
  };
  kinds.onchange = fill;
  fill();
  byId('copy').onclick = copy;
  byId('about-token').textContent = example.verified
    ? 'Your back end mints the token of the user who is logged in, with a secret key of the app; docs/backend.md shows how. Give the chatbox and the inbox a height.'
    : 'Here nobody needs a token, as the server runs with --dev. Elsewhere your back end mints one for the user who is logged in; docs/backend.md shows how. Give the chatbox and the inbox a height.';
}

/** @param {Example} example @param {string} kind */
function code({ app, user, conversation, verified }, kind) {
  const attributes = [`app="${app}"`, `user="${user}"`];
  if (kind === 'chatbox') {
    attributes.push(`conversation="${conversation}"`);
  }
  if (verified) {
    attributes.push('token="…"');
  }
  return [
    `<script type="module" src="${location.origin}/web/chat/index.js"></script>`,
    `<tertulia-${kind} ${attributes.join(' ')}>`,
    `</tertulia-${kind}>`,
  ].join('\n');
}

async function copy() {
  const place = byId('copied');
  try {
    await navigator.clipboard.writeText(byId('code').textContent ?? '');
    place.textContent = 'Copied.';
  } catch {
    // Pages that came by HTTP from another machine may not: then it is marked, to be copied by hand.
    getSelection()?.selectAllChildren(byId('code'));
    place.textContent = 'Marked: copy it with Ctrl+C.';
  }
  setTimeout(() => {
    place.textContent = '';
  }, SHOW_MILLIS);
}
