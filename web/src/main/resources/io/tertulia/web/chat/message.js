/** A message, and one on its way, as templates. */
import { classMap, html, nothing, repeat } from '../lib/lit.js';
import { avatar } from './avatar.js';
import { blocks, customEmoji } from './content.js';
import { gist } from './gist.js';

/** Messages of one person that follow each other so closely stand together. */
const TOGETHER_MILLIS = 5 * 60_000;

/**
 * @typedef {{open: string, tell: (action: string, message: any, more?: any) => void,
 *   tellOutgoing: (action: string, key: number) => void}} Deeds
 *   - open: the message whose actions are shown
 *   - tell: somebody wants to do that with a message
 *   - tellOutgoing: with one that is on its way
 */

/**
 * A message with what stands above it: the day, when it is another one, and where the unread begin.
 *
 * @param {any} message
 * @param {any} before the message before it; null for none
 * @param {any} view
 * @param {Deeds} deeds
 */
export function messageWithBreaks(message, before, view, deeds) {
  const newDay = before === null || !sameDay(before.createdAt, message.createdAt);
  const divider = view.divider !== null && view.divider === message.id;
  const together =
    !newDay &&
    !divider &&
    before.sender?.id === message.sender?.id &&
    message.createdAt - before.createdAt < TOGETHER_MILLIS;
  return html`
    ${newDay ? html`<div class="day" role="separator">${view.day(message.createdAt)}</div>` : nothing}
    ${divider ? html`<div class="new" role="separator">${view.words.newMessages}</div>` : nothing}
    ${message.type === 'SystemMessage'
      ? html`<div class="system" data-id=${message.id} tabindex="-1">
          ${blocks(message.content, view.way)}
        </div>`
      : bubble(message, together, view, deeds)}
  `;
}

/**
 * A message on its way.
 *
 * @param {import('./outbox.js').Outgoing} sending
 * @param {any} view
 * @param {Deeds} deeds
 */
export function outgoingMessage({ params, status, progress, key, error, createdAt }, view, deeds) {
  const { words, time, way } = view;
  const failed = status === 'failed';
  return html`<article class="message own pending">
    <div class=${classMap({ bubble: true, failed })} part="bubble own-bubble">
      <div class="text" dir="auto">${params.text ?? params.file?.name ?? blocks(params.content ?? [], way)}</div>
      ${progress !== null && !failed
        ? html`<progress max="1" value=${progress} aria-label=${params.file?.name ?? words.sending}></progress>`
        : nothing}
      <footer>
        ${failed
          ? html`<span class="error" role="alert">${words.failed}: ${error?.message ?? ''}</span>`
          : html`<time>${time(createdAt)}</time>
              <span class="tick waiting" role="img" aria-label=${words.sending}></span>`}
      </footer>
      ${failed
        ? html`<button type="button" class="text-button" @click=${() => deeds.tellOutgoing('retry', key)}>${words.retry}</button>`
        : nothing}
      ${failed || progress !== null
        ? html`<button type="button" class="text-button" @click=${() => deeds.tellOutgoing('discard', key)}>
            ${failed ? words.discard : words.cancel}
          </button>`
        : nothing}
    </div>
  </article>`;
}

/**
 * @param {any} message
 * @param {boolean} together
 * @param {any} view
 * @param {Deeds} deeds
 */
function bubble(message, together, view, deeds) {
  const { words } = view;
  const own = message.sender?.id === view.me;
  const classes = { message: true, own, together };
  return html`<article class=${classMap(classes)} data-id=${message.id} tabindex="-1">
    ${own || together ? nothing : avatar(message.sender)}
    <div class="bubble" part=${own ? 'bubble own-bubble' : 'bubble'}>
      ${own || together ? nothing : html`<header class="name">${message.sender.name}</header>`}
      ${message.referencedMessage ? quote(message.referencedMessage, words, deeds) : nothing}
      ${blocks(message.content, view.way)}
      <footer>
        ${message.editedAt ? html`<span>${words.edited}</span>` : nothing}
        <time datetime=${new Date(message.createdAt).toISOString()}>${view.time(message.createdAt)}</time>
        ${own ? tick(message.createdAt <= view.readUntil, words) : nothing}
      </footer>
      ${message.reactions.length > 0 ? reactions(message, view, deeds) : nothing}
    </div>
    ${actions(message, own, view, deeds)}
  </article>`;
}

/**
 * @param {any} quoted
 * @param {import('./words.js').Words} words
 * @param {Deeds} deeds
 */
function quote(quoted, words, deeds) {
  return html`<button type="button" class="quote" @click=${() => deeds.tell('jump', quoted)}>
    <strong>${quoted.sender.name}</strong>
    <span dir="auto">${gist(quoted, words) || '…'}</span>
  </button>`;
}

/**
 * @param {any} message
 * @param {any} view
 * @param {Deeds} deeds
 */
function reactions(message, view, deeds) {
  return html`<div class="reactions">
    ${repeat(
      message.reactions,
      (/** @type {any} */ reaction) => reaction.emoji,
      (/** @type {any} */ { emoji, count, currentUserReacted }) =>
        html`<button
          type="button"
          class="reaction"
          aria-pressed=${currentUserReacted ? 'true' : 'false'}
          aria-label=${`${view.words.reaction} ${emoji}, ${count}`}
          @click=${() => deeds.tell('toggle', message, { emoji, add: !currentUserReacted })}
        >
          ${customEmoji(emoji, view.way)}<span>${count}</span>
        </button>`,
    )}
  </div>`;
}

/**
 * @param {any} message
 * @param {boolean} own
 * @param {any} view
 * @param {Deeds} deeds
 */
function actions(message, own, { words, may }, deeds) {
  const all = [
    ['react', words.react, may.react],
    ['reply', words.reply, may.write],
    ['edit', words.edit, may.write && own && message.content.every((/** @type {any} */ b) => b.type === 'text')],
    ['delete', words.delete, may.write && own],
  ].filter(([, , allowed]) => allowed);
  const open = deeds.open === message.id;
  return html`<div class=${classMap({ actions: true, open })} role="toolbar" aria-label=${words.more}>
    ${all.map(
      ([action, label]) =>
        html`<button
          type="button"
          class=${`action ${action}`}
          aria-label=${label}
          title=${label}
          @click=${(/** @type {Event} */ event) => deeds.tell(action, message, { at: event.currentTarget })}
        ></button>`,
    )}
  </div>`;
}

/**
 * @param {number} one
 * @param {number} other
 */
function sameDay(one, other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/**
 * @param {boolean} read
 * @param {import('./words.js').Words} words
 */
function tick(read, words) {
  const label = read ? words.read : words.sent;
  return html`<span class=${`tick ${read ? 'read' : 'sent'}`} role="img" aria-label=${label} title=${label}></span>`;
}
