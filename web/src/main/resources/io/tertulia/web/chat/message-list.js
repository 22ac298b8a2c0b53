import { LitElement, guard, html, nothing, repeat } from '../lib/lit.js';
import { CONTENT_STYLES } from './content-styles.js';
import { DrawnBlocks } from './drawn-blocks.js';
import { MessageKeys } from './message-keys.js';
import { MESSAGE_STYLES } from './message-styles.js';
import { messageWithBreaks, outgoingMessage } from './message.js';
import { ReadingPlace } from './reading-place.js';
import { AVATAR } from './styles.js';

/**
 * The messages of a conversation, oldest at the top, of which those near to what is seen are drawn.
 *
 * Stays at the end while the reader is there, and where the reader is otherwise. Fires `older` when
 * earlier ones are wanted, `seen` when the end is in sight, and `message-action` with
 * `{action, message, ...}`.
 */
export class MessageList extends LitElement {
  static properties = {
    messages: { attribute: false },
    outgoing: { attribute: false },
    view: { attribute: false },
    away: { state: true },
    open: { state: true },
  };

  static styles = [AVATAR, MESSAGE_STYLES, CONTENT_STYLES];

  #keys = new MessageKeys(this);
  #blocks = new DrawnBlocks();
  /** @type {ReadingPlace | null} */
  #reader = null;

  /** A message that is to be drawn wherever it is. */
  #called = '';

  constructor() {
    super();
    /** Newest first, as subscriptions give them. @type {readonly any[]} */
    this.messages = [];
    /** @type {readonly import('./outbox.js').Outgoing[]} */
    this.outgoing = [];
    /** @type {any} */
    this.view = null;
    this.away = false;
    /** The message whose actions are shown. */
    this.open = '';
  }

  render() {
    const { words } = this.view;
    return html`
      <div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${words.messages}
        tabindex="0"
        @scroll=${this.#scrolled}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#keys.pressed(event)}
      >
        <div class="content">
          ${this.view.loadedAll ? this.#welcome() : html`<div class="loading">${words.loading}</div>`}
          ${repeat(this.#blocks.pieces, keyOf, (piece) => this.#piece(piece))}
          ${repeat(this.outgoing, (sending) => sending.key, (sending) => outgoingMessage(sending, this.view, this))}
        </div>
      </div>
      ${this.away
        ? html`<button type="button" class="to-end" aria-label=${words.jumpToNewest} @click=${this.toEnd}>
            ${this.view.unread > 0 ? html`<span class="badge">${this.view.unread}</span>` : nothing}
          </button>`
        : nothing}
    `;
  }

  /** Goes to the newest message. */
  toEnd() {
    this.#reader?.goToEnd();
    this.away = false;
    this.requestUpdate();
  }

  /**
   * Goes to a message that is there.
   *
   * @param {string} id
   * @returns {Promise<boolean>} whether it is
   */
  async show(id) {
    const item = await this.#item(id);
    if (!item) {
      return false;
    }
    item.scrollIntoView({ block: 'center' });
    this.#lookAt(item);
    item.classList.remove('found');
    void item.offsetWidth; // So that the highlight begins anew.
    item.classList.add('found');
    item.focus({ preventScroll: true });
    return true;
  }

  /** Where the reader is; null at the end. @returns {import('./place.js').Place | null} */
  get place() {
    this.#look();
    const { id, top } = this.#reader?.anchor ?? { id: null, top: 0 };
    const message = this.messages.find((each) => each.id === id);
    return message ? { id: message.id, createdAt: message.createdAt, top } : null;
  }

  /** Puts a message that is there where it was. @param {import('./place.js').Place} place */
  async put({ id, top }) {
    const item = await this.#item(id);
    const scroller = this.#scroller();
    if (scroller && item) {
      scroller.scrollTop += item.getBoundingClientRect().top - scroller.getBoundingClientRect().top - top;
      this.#lookAt(item);
    }
  }

  /** Gives the keyboard to a message, or to the list. @param {string | null} id */
  async focusOn(id) {
    this.open = id ?? '';
    const item = id === null ? null : await this.#item(id);
    (item ?? this.#scroller())?.focus({ preventScroll: true });
  }

  /** Goes to a message with the keyboard. @param {string} id */
  async step(id) {
    this.open = id;
    const item = await this.#item(id);
    if (item) {
      item.focus();
      this.#lookAt(item);
    }
  }

  /** The id of the lowest message that is seen. @returns {string | undefined} */
  get lastInSight() {
    const bottom = this.#scroller()?.getBoundingClientRect().bottom ?? 0;
    const items = [...this.renderRoot.querySelectorAll('[data-id]')];
    const last = items.findLast((item) => item.getBoundingClientRect().top < bottom);
    return last instanceof HTMLElement ? last.dataset.id : undefined;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.#reader?.hasMoved) {
      this.#look();
    }
    if (changed.has('messages')) {
      this.#blocks.take(this.messages);
    }
    const bottom = this.#blocks.height();
    this.#blocks.choose(this.#reader?.sight ?? { top: bottom, bottom }, this.#used());
  }

  firstUpdated() {
    const scroller = this.#scroller();
    const content = this.renderRoot.querySelector('.content');
    if (scroller && content) {
      this.#reader = new ReadingPlace(scroller, this.#blocks);
      // Pictures come late, and windows change.
      const sizes = new ResizeObserver(() => this.#settle());
      sizes.observe(scroller);
      sizes.observe(content);
    }
  }

  updated() {
    this.#blocks.fill(this.renderRoot.querySelectorAll('.piece'));
    this.#settle();
  }

  /** @returns {HTMLElement | null} */
  #scroller() {
    return this.renderRoot.querySelector('.scroller');
  }

  /**
   * A message that is there, drawn if it was not.
   *
   * @param {string} id
   * @returns {Promise<HTMLElement | null>}
   */
  async #item(id) {
    this.#called = id;
    this.requestUpdate();
    await this.updateComplete;
    return /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"]`));
  }

  /** Keys of blocks that are in use: in which the keyboard is, or which play something. */
  #used() {
    const playing = [...this.renderRoot.querySelectorAll('audio, video')].filter(
      (media) => !(/** @type {HTMLMediaElement} */ (media).paused),
    );
    const used = [this.shadowRoot?.activeElement, ...playing].map((element) => element?.closest('.block'));
    const keys = used.map((block) => (block instanceof HTMLElement ? (block.dataset.key ?? '') : ''));
    return new Set(this.#called ? [...keys, this.#blocks.keyOf(this.#called)] : keys);
  }

  /** After something changed its size: learns the sizes, and keeps the reader's place. */
  #settle() {
    this.#blocks.measure(this.renderRoot.querySelectorAll('.piece'));
    this.#reader?.hold();
    this.#want();
  }

  #scrolled() {
    this.#called = '';
    this.#look();
    this.#want();
  }

  #look() {
    this.#reader?.look();
    this.away = !(this.#reader?.atEnd ?? true);
  }

  /** That message stays where it is, whatever is drawn around it. @param {HTMLElement} item */
  #lookAt(item) {
    this.#reader?.lookAt(item);
    this.away = !(this.#reader?.atEnd ?? true);
    this.#want();
  }

  /** Draws what is near, and asks for what should be there. */
  #want() {
    const scroller = this.#scroller();
    if (!scroller || !this.#reader || scroller.clientHeight === 0) {
      return;
    }
    if (this.#blocks.lack(this.#reader.sight)) {
      this.requestUpdate();
      return;
    }
    if (!this.view.loadedAll && scroller.scrollTop < scroller.clientHeight) {
      this.dispatchEvent(new CustomEvent('older'));
    }
    if (this.#reader.atEnd) {
      this.dispatchEvent(new CustomEvent('seen'));
    }
  }

  #welcome() {
    const { words, welcomeMessages } = this.view;
    return html`${welcomeMessages.map(
      (/** @type {string} */ text) => html`<p class="system" dir="auto">${text}</p>`,
    )}${this.messages.length + this.outgoing.length === 0 && welcomeMessages.length === 0
      ? html`<p class="empty">${words.firstMessage}</p>`
      : nothing}`;
  }

  /** @param {import('./drawn-blocks.js').Piece} piece */
  #piece(piece) {
    if (!('block' in piece)) {
      return html`<div class="piece gap"></div>`;
    }
    const { messages, before, key } = piece.block;
    const { readUntil, divider, me, words, may, way } = this.view;
    const reads = messages.filter((m) => m.createdAt <= readUntil && m.sender?.id === me).length;
    const open = messages.some(({ id }) => id === this.open) ? this.open : '';
    return html`<div class="piece block" data-key=${key}>
      ${guard([piece.block, reads, divider, words, may, way, open], () =>
        messages.map((message, i) => messageWithBreaks(message, i === 0 ? before : messages[i - 1], this.view, this)),
      )}
    </div>`;
  }

  /**
   * Somebody wants to do something with a message.
   *
   * @param {string} action
   * @param {any} message
   * @param {any} [more]
   */
  tell(action, message, more = {}) {
    this.open = '';
    this.dispatchEvent(new CustomEvent('message-action', { detail: { action, message, ...more } }));
  }

  /**
   * Somebody wants to do something with a message on its way.
   *
   * @param {string} action
   * @param {number} key
   */
  tellOutgoing(action, key) {
    this.dispatchEvent(new CustomEvent('message-action', { detail: { action, key } }));
  }
}

/** @param {import('./drawn-blocks.js').Piece} piece */
function keyOf(piece) {
  return 'block' in piece ? piece.block.key : `from ${piece.from}`;
}

customElements.define('tertulia-message-list', MessageList);
