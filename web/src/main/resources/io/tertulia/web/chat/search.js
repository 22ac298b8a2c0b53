import { LitElement, css, html, nothing, repeat } from '../lib/lit.js';
import { CONTROLS } from './styles.js';

/** So long after the last keystroke the search begins. */
const PAUSE_MILLIS = 250;

/** Looks for messages, in one conversation or in all. Fires `found` with a message, and `leave`. */
export class SearchPane extends LitElement {
  static properties = {
    words: { attribute: false },
    session: { attribute: false },
    conversation: { attribute: false },
    results: { state: true },
    status: { state: true },
  };

  static styles = [
    CONTROLS,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
      }
      .bar {
        display: flex;
        gap: 6px;
        padding: 10px 12px;
        border-block-end: 1px solid var(--line);
      }
      input {
        flex: 1;
        min-inline-size: 0;
        border: 1px solid var(--line);
        border-radius: 18px;
        padding: 6px 12px;
        background: var(--ground);
      }
      .no { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M6 6l12 12M18 6L6 18'/%3E%3C/svg%3E"); }
      .found {
        padding: 6px;
        overflow-y: auto;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li button {
        inline-size: 100%;
        text-align: start;
        padding: 8px 10px;
        border-radius: 10px;
      }
      li button:hover {
        background: var(--raised);
      }
      .who {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        font-size: 13px;
        color: var(--faint);
      }
      .text {
        display: block;
        overflow: hidden;
        display: -webkit-box;
        -webkit-line-clamp: 2;
        -webkit-box-orient: vertical;
      }
      .state {
        color: var(--faint);
        text-align: center;
        padding: 14px;
      }
    `,
  ];

  /** @type {any} */
  #search = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  constructor() {
    super();
    /** @type {any} */
    this.words = {};
    /** @type {any} */
    this.session = null;
    this.conversation = '';
    /** @type {readonly any[]} */
    this.results = [];
    this.status = '';
  }

  firstUpdated() {
    this.renderRoot.querySelector('input')?.focus();
  }

  /** Nobody looks any longer: nothing more is looked for. */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
    this.#search?.setQuery('').catch(() => {});
  }

  render() {
    const { words } = this;
    return html`<div class="bar" role="search" @keydown=${this.#key}>
        <input
          type="search"
          aria-label=${words.search}
          placeholder=${words.search}
          @input=${this.#typed}
        >
        <button type="button" class="icon no" aria-label=${words.close} @click=${() => this.#tell('leave', null)}></button>
      </div>
      <div class="found" @scroll=${this.#scrolled} @keydown=${this.#key} tabindex="-1">
        ${this.results.length > 0 ? html`<ul>${this.#list()}</ul>` : nothing} ${this.#state()}
      </div>`;
  }

  #list() {
    return repeat(
      this.results,
      ({ message }) => message.id,
      ({ conversation, message }) =>
        html`<li>
          <button type="button" @click=${() => this.#tell('found', message)}>
            <span class="who">
              <strong dir="auto">${message.sender?.name ?? ''}${this.conversation ? '' : ` · ${conversation.subject ?? ''}`}</strong>
              <time>${new Date(message.createdAt).toLocaleDateString()}</time>
            </span>
            <span class="text" dir="auto">${message.plaintext}</span>
          </button>
        </li>`,
    );
  }

  #state() {
    const { words, status, results } = this;
    if (status === 'searching') {
      return html`<p class="state" role="status">${words.loading}</p>`;
    }
    return status === 'loadedAll' && results.length === 0
      ? html`<p class="state" role="status">${words.noResults}</p>`
      : nothing;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#tell('leave', null);
    }
  }

  /** @param {Event} event */
  #typed(event) {
    const text = /** @type {HTMLInputElement} */ (event.target).value;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#begin(text), PAUSE_MILLIS);
  }

  /** @param {string} text */
  async #begin(text) {
    this.#search ??= this.session.searchMessages((/** @type {any} */ results, /** @type {any} */ status) => {
      this.results = results.filter(
        (/** @type {any} */ r) => !this.conversation || r.conversation.id === this.conversation,
      );
      this.status = text.trim() === '' ? '' : status;
      if (status === 'canLoadMore' && this.results.length < 10) {
        this.#more();
      }
    });
    await this.#search?.setQuery(text).catch(() => {});
  }

  #more() {
    this.#search?.loadMore(50).catch(() => {});
  }

  /** @param {Event} event */
  #scrolled(event) {
    const list = /** @type {HTMLElement} */ (event.target);
    if (this.status === 'canLoadMore' && list.scrollHeight - list.scrollTop < 2 * list.clientHeight) {
      this.#more();
    }
  }

  /**
   * @param {string} what
   * @param {any} detail
   */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define('tertulia-search', SearchPane);
