import { css, html, nothing } from '../lib/lit.js';
import { ChatElement } from './element.js';
import './inbox.js';
import { THEME } from './styles.js';

/**
 * A button in the corner of the page that opens the chat: one conversation, or all of them when
 * `conversation` is not given. `open` says whether it is.
 */
export class Popup extends ChatElement {
  static properties = {
    ...ChatElement.properties,
    conversation: {},
    isOpen: { type: Boolean, reflect: true, attribute: 'open' },
    unread: { state: true },
  };

  static styles = [
    THEME,
    css`
      :host {
        position: fixed;
        inset-block-end: 18px;
        inset-inline-end: 18px;
        z-index: 1000;
        background: none;
      }
      .panel {
        position: absolute;
        inset-block-end: 70px;
        inset-inline-end: 0;
        inline-size: min(400px, calc(100vw - 36px));
        block-size: min(620px, calc(100vh - 110px));
        background: var(--ground);
        border: 1px solid var(--line);
        border-radius: 16px;
        box-shadow: 0 10px 40px rgb(0 0 0 / 25%);
        overflow: hidden;
      }
      .opener {
        inline-size: 56px;
        block-size: 56px;
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
        display: grid;
        place-items: center;
        box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
        position: relative;
      }
      .opener::before {
        content: '';
        inline-size: 26px;
        block-size: 26px;
        background: currentColor;
        mask: var(--glyph) center / contain no-repeat;
      }
      .opener { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath d='M4 4h16v12H9l-5 4z'/%3E%3C/svg%3E"); }
      .opener[aria-expanded='true'] { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2.4' stroke-linecap='round'%3E%3Cpath d='M6 6l12 12M18 6L6 18'/%3E%3C/svg%3E"); }
      @media (max-width: 440px), (max-height: 520px) {
        .panel {
          position: fixed;
          inset: 8px 8px 82px;
          inline-size: auto;
          block-size: auto;
        }
      }
      .badge {
        position: absolute;
        inset-block-start: -4px;
        inset-inline-end: -4px;
        background: var(--danger);
        color: var(--ground);
      }
    `,
  ];

  /** The conversation of the inbox that was chosen last, which is there when it is opened again. */
  #chosen = '';

  constructor() {
    super();
    this.conversation = '';
    this.isOpen = false;
    this.unread = 0;
  }

  open() {
    this.unread = 0;
    const live = this.session?.subscribeConversations((/** @type {readonly any[]} */ conversations) => {
      this.unread = conversations.filter(
        (c) => c.isUnread && (!this.conversation || c.id === this.conversation),
      ).length;
    });
    return live ? [live] : [];
  }

  render() {
    const { words } = this;
    return html`${this.isOpen
        ? html`<div class="panel" part="panel" role="dialog" tabindex="-1" aria-label=${words.messages}
            @keydown=${this.#key}>${this.#inside()}</div>`
        : nothing}
      <button
        type="button"
        class="opener"
        part="button"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        aria-label=${this.isOpen ? words.close : words.openChat}
        @click=${this.#toggle}
      >
        ${this.unread > 0 && !this.isOpen
          ? html`<span class="badge" role="img" aria-label=${`${this.unread} ${words.unread}`}>${this.unread}</span>`
          : nothing}
      </button>`;
  }

  async #toggle() {
    this.isOpen = !this.isOpen;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(this.isOpen ? '.panel' : '.opener'))?.focus();
  }

  /** Escape closes, unless what is open inside needs it. @param {KeyboardEvent} event */
  #key(event) {
    const inside = event.composedPath().some((node) => node instanceof HTMLDialogElement);
    if (event.key === 'Escape' && !event.defaultPrevented && !inside) {
      this.#toggle();
    }
  }

  #inside() {
    const { app, user, server, token, tokenFetcher, customEmoji } = this;
    const lang = this.lang || nothing;
    const theme = this.theme || nothing;
    return this.conversation
      ? html`<tertulia-chatbox app=${app} user=${user} server=${server} lang=${lang} theme=${theme} conversation=${this.conversation}
          .token=${token} .tokenFetcher=${tokenFetcher} .customEmoji=${customEmoji}></tertulia-chatbox>`
      : html`<tertulia-inbox app=${app} user=${user} server=${server} lang=${lang} theme=${theme} conversation=${this.#chosen}
          @tertulia-select=${(/** @type {CustomEvent} */ e) => {
            this.#chosen = e.detail;
          }}
          .token=${token} .tokenFetcher=${tokenFetcher} .customEmoji=${customEmoji}></tertulia-inbox>`;
  }
}

customElements.define('tertulia-popup', Popup);
