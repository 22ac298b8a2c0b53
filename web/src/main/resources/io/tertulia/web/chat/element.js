import { getTalkSession } from '../client/index.js';
import { LitElement } from '../lib/lit.js';
import { wordsOf } from './words.js';

/** Whose code the elements are: the server that they come from. */
const HERE = new URL(import.meta.url).origin;

/**
 * What all chat elements have in common: who is there, and where.
 *
 * | Attribute | Means |
 * | --- | --- |
 * | `app` | the app's id |
 * | `user` | whose chat it is |
 * | `token` | the user's token; may be left out where the app does not verify identities |
 * | `server` | where the server is; without it, where this code comes from |
 * | `lang` | the language of words and dates; without it, the page's |
 * | `theme` | `light` or `dark`; without it, as the system has it |
 *
 * As properties: `tokenFetcher`, a function that gives a token, and `customEmoji`, addresses of
 * pictures by `:name:`. Events: `tertulia-error`, when the session ends, with the error as `detail`;
 * `tertulia-action`, when an action button is used, with `{action, params}`.
 */
export class ChatElement extends LitElement {
  static properties = {
    app: {},
    user: {},
    token: {},
    server: {},
    lang: { reflect: true },
    theme: { reflect: true },
    connection: { state: true },
    ended: { state: true },
  };

  /** @type {{unsubscribe: () => void}[]} */
  #open = [];

  constructor() {
    super();
    this.app = '';
    this.user = '';
    /** @type {string | undefined} */
    this.token = undefined;
    this.server = HERE;
    /** @type {(() => string | Promise<string>) | undefined} */
    this.tokenFetcher = undefined;
    /** @type {Readonly<Record<string, string>>} */
    this.customEmoji = Object.freeze({});
    this.connection = 'idle';
    /** @type {Error | null} */
    this.ended = null;
    /** @type {import('../client/index.js').TalkSession | null} */
    this.session = null;
  }

  get language() {
    return this.lang || document.documentElement.lang || navigator.language || 'en';
  }

  get words() {
    return wordsOf(this.language);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#reopen();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#close();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const place = this.identity.some((name) => changed.has(name));
    if (place && this.isConnected) {
      this.#reopen();
    } else if (changed.has('token') && this.token && this.ended) {
      this.#reopen();
    } else if (changed.has('token') && this.token) {
      this.session?.setToken(this.token);
    }
  }

  /** The properties that say what is open. */
  get identity() {
    return ['app', 'user', 'server'];
  }

  /** Opens what the element shows; what it gives is closed again. @returns {{unsubscribe: () => void}[]} */
  open() {
    return [];
  }

  #reopen() {
    this.#close();
    if (!this.app || !this.user) {
      return;
    }
    this.session = getTalkSession({
      appId: this.app,
      userId: this.user,
      baseUri: this.server,
      token: this.token,
      tokenFetcher: this.tokenFetcher,
    });
    this.#open = [
      this.session.onConnection((state) => {
        this.connection = state;
      }),
      this.session.onError((error) => {
        this.ended = error;
        this.tell('error', error);
      }),
      ...this.open(),
    ];
  }

  #close() {
    this.#open.forEach((open) => open.unsubscribe());
    this.#open = [];
    this.session = null;
    this.ended = null;
  }

  /**
   * Tells the page something.
   *
   * @param {string} what
   * @param {unknown} detail
   */
  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`tertulia-${what}`, { detail, bubbles: true, composed: true }));
  }
}
