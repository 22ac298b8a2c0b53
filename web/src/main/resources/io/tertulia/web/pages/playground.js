/** Two people of the app `demo` side by side. */
import { getTalkSession } from '../client/index.js';
import '../chat/index.js';

const PEOPLE = [
  ['alice', 'Alice'],
  ['bob', 'Bob'],
];
const CONVERSATION = 'welcome';

/** The people's tokens come behind the `#`, which no server sees; with `--dev` none are needed. */
const given = new URLSearchParams(location.hash.slice(1));
const server = given.get('server') ?? location.origin;
const app = given.get('app') ?? 'demo';

/** @param {string} user */
function tokenOf(user) {
  return given.get(user) ?? undefined;
}

async function begin() {
  const sessions = PEOPLE.map(([userId]) =>
    getTalkSession({ appId: app, userId, baseUri: server, token: tokenOf(userId) }),
  );
  await Promise.all(
    sessions.map((session, i) => session.currentUser.createIfNotExists({ name: PEOPLE[i][1] })),
  );
  for (const session of sessions) {
    await session.conversation(CONVERSATION).createIfNotExists({ subject: 'Welcome to Tertulia' });
  }
}

function show() {
  const people = /** @type {HTMLElement} */ (document.getElementById('people'));
  for (const [user, name] of PEOPLE) {
    const frame = document.createElement('div');
    const title = document.createElement('h2');
    title.textContent = name;
    const chat = document.createElement('tertulia-chatbox');
    Object.assign(chat, { app, user, server, conversation: CONVERSATION, token: tokenOf(user) });
    frame.append(title, chat);
    people.append(frame);
  }
}

function code() {
  const lines = [
    `<script type="module" src="${location.origin}/web/chat/index.js"></script>`,
    `<tertulia-chatbox app="${app}" user="alice" conversation="${CONVERSATION}" token="…">`,
    '</tertulia-chatbox>',
  ];
  const place = /** @type {HTMLElement} */ (document.getElementById('code'));
  place.textContent = lines.join('\n');
  document.getElementById('copy')?.addEventListener('click', () => {
    navigator.clipboard.writeText(lines.join('\n'));
  });
}

code();
begin().then(show, (error) => {
  const people = /** @type {HTMLElement} */ (document.getElementById('people'));
  people.textContent = `${error.message} Start the server with --dev, or open the link that it printed.`;
});
