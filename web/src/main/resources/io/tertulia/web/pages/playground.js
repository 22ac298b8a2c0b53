/** Two people of an app side by side, for trying everything out. */
import { getTalkSession } from '../client/index.js';
import '../chat/index.js';
import { comeIn, forget } from './people.js';
import { showCode } from './embed.js';

/** @typedef {import('./people.js').Visit} Visit */
/** @typedef {import('./people.js').Person} Person */

const CONVERSATION = 'welcome';

/** What they talk about, by conversation. @type {Readonly<Record<string, string>>} */
const SUBJECTS = { [CONVERSATION]: 'Welcome to Tertulia', lunch: 'Lunch on Friday' };

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Creates the people and their conversations, as far as they are not there. @param {Visit} visit */
async function begin({ app, server, people }) {
  const sessions = people.map(({ user, token }) =>
    getTalkSession({ appId: app, userId: user, baseUri: server, token }),
  );
  await Promise.all(
    sessions.map((session, i) => session.currentUser.createIfNotExists({ name: people[i].name })),
  );
  for (const session of sessions) {
    for (const [id, subject] of Object.entries(SUBJECTS)) {
      await session.conversation(id).createIfNotExists({ subject });
    }
  }
}

/** One person with a chat and switches for how it looks. @param {Visit} visit @param {Person} person */
function place({ app, server }, { user, name, token }) {
  const frame = make('div', { className: 'frame' });
  const theme = choice({ '': 'system', light: 'light', dark: 'dark' });
  const kind = choice({ chatbox: 'chatbox', inbox: 'inbox' });
  theme.onchange = () => {
    const chat = /** @type {Element} */ (frame.firstElementChild);
    if (theme.value === '') {
      chat.removeAttribute('theme');
    } else {
      chat.setAttribute('theme', theme.value);
    }
  };
  kind.onchange = () => {
    const conversation = kind.value === 'chatbox' ? CONVERSATION : '';
    frame.replaceChildren(make(`tertulia-${kind.value}`, { app, user, server, token, conversation }));
    theme.dispatchEvent(new Event('change'));
  };
  const bar = make(
    'div',
    { className: 'bar' },
    make('h2', { textContent: name }),
    make('label', {}, 'Show', kind),
    make('label', {}, 'Theme', theme),
    toggle('Right to left', (on) => {
      frame.dir = on ? 'rtl' : 'ltr';
    }),
    toggle('Phone', (on) => frame.classList.toggle('phone', on)),
  );
  kind.dispatchEvent(new Event('change'));
  const made = make('div', { className: 'person' }, bar, frame);
  made.setAttribute('role', 'group');
  made.setAttribute('aria-label', name);
  return made;
}

/** @param {Record<string, string>} options what is shown, by value */
function choice(options) {
  const made = /** @type {HTMLSelectElement} */ (make('select'));
  for (const [value, textContent] of Object.entries(options)) {
    made.append(make('option', { value, textContent }));
  }
  return made;
}

/** @param {string} label @param {(on: boolean) => void} then */
function toggle(label, then) {
  const box = /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox' }));
  box.onchange = () => then(box.checked);
  return make('label', {}, box, label);
}

async function start() {
  const visit = await comeIn();
  const [{ user, token }] = visit.people;
  showCode({ app: visit.app, user, conversation: CONVERSATION, verified: token !== undefined });
  try {
    await begin(visit);
  } catch (error) {
    // Tokens of another server, or of one that began anew.
    forget();
    throw error;
  }
  byId('people').replaceChildren(...visit.people.map((person) => place(visit, person)));
  showCorner(visit);
}

/** Shows the button in the corner as long as the code for it is chosen. @param {Visit} visit */
function showCorner({ app, server, people: [{ user, token }] }) {
  const kinds = byId('kinds');
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  const popup = make('tertulia-popup', { app, user, server, token });
  const fill = () => {
    if (kinds.querySelector('input[value=popup]:checked')) {
      main.append(popup);
    } else {
      popup.remove();
    }
  };
  kinds.addEventListener('change', fill);
  fill();
}

showCode({ app: 'demo', user: 'alice', conversation: CONVERSATION, verified: true });
start().catch((error) => {
  byId('notice').replaceChildren(make('p', { textContent: error.message }));
});
