import { LitElement, guard, html, nothing, repeat } from '../lib/lit.js';
import { CONTENT_STYLES } from './content-styles.js';
import { messageWithBreaks, outgoingMessage } from './message.js';
import { MESSAGE_STYLES } from './message-styles.js';
import { AVATAR } from './styles.js';

/** On the average so many messages are drawn together. */
const BLOCK = 50;

/** So near to the end counts as there. */
const NEAR = 60;

/**
 * The messages of a conversation, oldest at the top.
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

  /** What is at the top of what can be seen, and where. @type {{id: string, top: number} | null} */
  #anchor = null;
  #atEnd = true;

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
        @keydown=${this.#key}
      >
        ${this.view.loadedAll
          ? this.#welcome()
          : html`<div class="loading">${words.loading}</div>`}
        ${repeat(this.#blocks(), ({ block }) => block[0].id, ({ block, before }) => this.#block(block, before))}
        ${repeat(this.outgoing, (sending) => sending.key, (sending) => outgoingMessage(sending, this.view, this))}
        <div class="end"></div>
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
    const scroller = this.#scroller();
    if (scroller) {
      scroller.scrollTop = scroller.scrollHeight;
    }
  }

  /**
   * Goes to a message that is there.
   *
   * @param {string} id
   * @returns {boolean} whether it is
   */
  show(id) {
    const item = this.#item(id);
    if (!item) {
      return false;
    }
    this.#atEnd = false;
    item.scrollIntoView({ block: 'center' });
    item.classList.remove('found');
    void item.offsetWidth; // So that the highlight begins anew.
    item.classList.add('found');
    item.focus();
    return true;
  }

  /** Where the reader is; null at the end. @returns {import('./place.js').Place | null} */
  get place() {
    const scroller = this.#scroller();
    this.#remember();
    const message = this.messages.find(({ id }) => id === this.#anchor?.id);
    if (!scroller || !this.#anchor || !message) {
      return null;
    }
    const top = this.#anchor.top - scroller.getBoundingClientRect().top;
    return { id: message.id, createdAt: message.createdAt, top };
  }

  /** Puts a message that is there where it was. @param {import('./place.js').Place} place */
  put({ id, top }) {
    const scroller = this.#scroller();
    const item = this.#item(id);
    if (scroller && item) {
      this.#atEnd = false;
      this.away = true;
      scroller.scrollTop += item.getBoundingClientRect().top - scroller.getBoundingClientRect().top - top;
    }
  }

  /** Gives the keyboard to a message, or to the list. @param {string | null} id */
  async focusOn(id) {
    this.open = id ?? '';
    await this.updateComplete;
    ((id === null ? null : this.#item(id)) ?? this.#scroller())?.focus({ preventScroll: true });
  }

  willUpdate() {
    this.#remember();
  }

  updated() {
    const scroller = this.#scroller();
    if (!scroller) {
      return;
    }
    if (this.#atEnd) {
      scroller.scrollTop = scroller.scrollHeight;
    } else if (this.#anchor) {
      const item = this.#item(this.#anchor.id);
      if (item) {
        scroller.scrollTop += item.getBoundingClientRect().top - this.#anchor.top;
      }
    }
    this.#look();
  }

  firstUpdated() {
    const scroller = this.#scroller();
    if (scroller) {
      new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(scroller);
      this.renderRoot.addEventListener('load', () => this.#atEnd && this.toEnd(), true);
    }
  }

  /** @param {string} id @returns {HTMLElement | null} */
  #item(id) {
    return this.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /** @returns {HTMLElement | null} */
  #scroller() {
    return this.renderRoot.querySelector('.scroller');
  }

  #remember() {
    const scroller = this.#scroller();
    this.#anchor = null;
    if (!scroller || this.#atEnd) {
      return;
    }
    const { top } = scroller.getBoundingClientRect();
    const below = (/** @type {Element} */ element) => element.getBoundingClientRect().bottom > top;
    const block = [...scroller.querySelectorAll('.block')].find(below);
    const item = [...(block?.querySelectorAll('[data-id]') ?? [])].find(below);
    if (item instanceof HTMLElement) {
      this.#anchor = { id: item.dataset.id ?? '', top: item.getBoundingClientRect().top };
    }
  }

  #scrolled() {
    const scroller = this.#scroller();
    if (scroller) {
      this.#atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
      this.away = !this.#atEnd;
      this.#look();
    }
  }

  #look() {
    const scroller = this.#scroller();
    if (!scroller || scroller.clientHeight === 0) {
      return;
    }
    if (!this.view.loadedAll && scroller.scrollTop < scroller.clientHeight) {
      this.dispatchEvent(new CustomEvent('older'));
    }
    if (this.#atEnd) {
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

  /** Messages in blocks whose borders stay where they are, whatever comes before or behind. */
  #blocks() {
    /** @type {{block: any[], before: any}[]} */
    const all = [];
    for (let i = this.messages.length - 1; i >= 0; i--) {
      const message = this.messages[i];
      if (all.length === 0 || isBorder(message.id)) {
        all.push({ block: [], before: this.messages[i + 1] ?? null });
      }
      all[all.length - 1].block.push(message);
    }
    return all;
  }

  /**
   * @param {any[]} block
   * @param {any} before
   */
  #block(block, before) {
    const { readUntil, divider, me, role, highlighted } = this.view;
    const reads = block.filter((m) => m.createdAt <= readUntil && m.sender?.id === me).length;
    const own = [before, reads, divider, role, highlighted, this.view.words, this.view.may];
    const open = block.some((message) => message.id === this.open) ? this.open : '';
    return html`<div class="block">
      ${guard([...block, ...own, open], () =>
        block.map((message, i) => messageWithBreaks(message, i === 0 ? before : block[i - 1], this.view, this)),
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

  /** Arrows go from message to message, and from action to action. @param {KeyboardEvent} event */
  #key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const bar = target.closest('.actions');
    if (bar && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const back = (event.key === 'ArrowLeft') === target.matches(':dir(ltr)');
      const next = back ? target.previousElementSibling : target.nextElementSibling;
      event.preventDefault();
      /** @type {HTMLElement | null} */ (next)?.focus();
    } else if (bar && event.key === 'Escape') {
      event.stopPropagation();
      /** @type {HTMLElement | null} */ (target.closest('[data-id]'))?.focus();
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !target.matches('audio, video')) {
      this.#step(event, target.closest('[data-id]'));
    }
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Element | null} from
   */
  #step(event, from) {
    const items = [...this.renderRoot.querySelectorAll('[data-id]')];
    const now = from ? items.indexOf(from) : -1;
    const next = event.key === 'ArrowUp' ? (now < 0 ? items.length : now) - 1 : now + 1;
    const item = items[next];
    if (item instanceof HTMLElement && (now >= 0 || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.open = item.dataset.id ?? '';
      item.focus();
    }
  }
}

/** Whether a block begins with that message: one in so many does, always the same ones. @param {string} id */
function isBorder(id) {
  let hash = 0;
  for (let i = 0; i < id.length; i++) {
    hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
  }
  return hash % BLOCK === 0;
}

customElements.define('tertulia-message-list', MessageList);
