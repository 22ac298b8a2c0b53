/**
 * Who tries the server out: two people of its first app, with tokens where they need some.
 *
 * The tokens come for the key of the link that the server printed, which opens once. What came is kept
 * for as long as the tab is open, so that the page can be loaded again.
 *
 * @typedef {{user: string, name: string, token?: string}} Person
 * @typedef {{app: string, server: string, people: Person[], endsAt?: number}} Visit
 */

const KEPT = 'tertulia-playground';
const HOW =
  'This page needs the link that the server prints when it starts on a terminal; such a link opens once, ' +
  'within an hour. Start the server again for a new one, or with --dev, where nobody needs a token.';

/** @returns {Promise<Visit>} */
export async function comeIn() {
  const given = new URLSearchParams(location.hash.slice(1));
  const elsewhere = given.get('server');
  if (elsewhere !== null) {
    // A server under test that needs no tokens; a page that a server hands out may only call that one.
    return { app: given.get('app') ?? 'demo', server: elsewhere, people: twoPeople() };
  }
  const key = given.get('key');
  if (key !== null) {
    // Out of the address, and of the history: the key is over as soon as it is used.
    history.replaceState(null, '', location.pathname + location.search);
  }
  const kept = key === null ? recall() : null;
  if (kept !== null) {
    return kept;
  }
  const visit = await ask(key);
  inStore((store) => store.setItem(KEPT, JSON.stringify(visit)));
  return visit;
}

/** Forgets the people: their tokens were refused. */
export function forget() {
  inStore((store) => store.removeItem(KEPT));
}

/**
 * Does something with the store of the tab, which a browser may keep from everybody.
 *
 * @template T
 * @param {(store: Storage) => T} work
 */
function inStore(work) {
  try {
    return work(sessionStorage);
  } catch {
    return null; // Then the people are there until the page is loaded anew.
  }
}

/** @param {string | null} key @returns {Promise<Visit>} */
async function ask(key) {
  const answer = await fetch('/playground', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(key === null ? {} : { key }),
  });
  const said = await answer.json();
  if (answer.ok) {
    return { ...said, server: location.origin };
  }
  throw new Error(answer.status === 401 ? HOW : said.message);
}

/** @returns {Visit | null} */
function recall() {
  const kept = inStore((store) => store.getItem(KEPT));
  /** @type {Visit | null} */
  const visit = kept ? JSON.parse(kept) : null;
  // Without tokens there is nothing to keep, and the server may want some by now.
  return visit?.endsAt !== undefined && visit.endsAt > Date.now() ? visit : null;
}

function twoPeople() {
  return [
    { user: 'alice', name: 'Alice' },
    { user: 'bob', name: 'Bob' },
  ];
}
