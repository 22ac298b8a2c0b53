/** What a chatbox shows around its messages, and what is said aloud. */
import { html, nothing } from '../lib/lit.js';
import { straight } from './content.js';
import { whyEnded } from './ended.js';
import { gist } from './gist.js';

/** Where a page puts what leads to the chat, such as a button to go back. */
export const LEAD = html`<slot name="lead"></slot>`;

/**
 * @param {any} box
 * @param {() => void} search
 */
export function head({ words, details, people, others, conversation }, search) {
  const names = people.map((/** @type {any} */ { name }) => name).join(', ');
  const online = others?.isConnected ?? false;
  const sub = online ? words.online : people.length > 1 ? names : '';
  return html`<header part="header">
    ${LEAD}
    <div>
      <h2 dir="auto">${(details.subject ?? names) || conversation}</h2>
      <div class=${online ? 'sub online' : 'sub'} dir="auto">${sub}</div>
    </div>
    <button type="button" class="icon find" aria-label=${words.search} title=${words.search} @click=${search}></button>
  </header>`;
}

/** Why nothing comes. @param {any} box */
export function banner({ words, ended, connection }) {
  if (ended) {
    return whyEnded(ended, words);
  }
  return connection === 'offline'
    ? html`<div class="banner" role="status">${words.offline}</div>`
    : html`<span></span>`;
}

/** Who is typing. @param {any} box */
export function typers({ typing, words, language }) {
  if (!typing || (!typing.many && typing.users.length === 0)) {
    return nothing;
  }
  if (typing.many) {
    return words.manyTyping;
  }
  const names = new Intl.ListFormat(language).format(
    typing.users.map((/** @type {any} */ { name }) => straight(name)),
  );
  return `${names} ${typing.users.length === 1 ? words.oneTyping : words.twoTyping}`;
}

/**
 * What is said of a message that is new, by those who read it aloud; null for one that was there
 * before, or is one's own.
 *
 * @param {readonly any[] | null} messages
 * @param {readonly any[] | null | undefined} before
 * @param {{user: string, words: import('./words.js').Words}} box
 * @returns {string | null}
 */
export function aloud(messages, before, { user, words }) {
  const last = before?.[0];
  const newest = messages?.[0];
  const isNew = before && newest && newest.createdAt >= (last?.createdAt ?? 0) && newest.id !== last?.id;
  if (!isNew || newest.sender?.id === user) {
    return null;
  }
  const what = gist(newest, words);
  return newest.sender?.name ? `${newest.sender.name}: ${what}` : what;
}

/** All pictures that were sent, oldest first. @param {readonly any[]} messages newest first */
export function imagesOf(messages) {
  return [...messages]
    .reverse()
    .flatMap((message) => message.content)
    .filter((block) => block.type === 'file' && block.subtype === 'image');
}
