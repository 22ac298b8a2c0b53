import { getTalkSession } from '../client/index.js';
import { LitElement } from '../lib/lit.js';
import { wordsOf } from './words.js';

/** Whose code the elements are: the server that they come from. */
const HERE = new URL(import.meta.url).origin;

/** The token that an element gave last. @type {WeakMap<import('../client/index.js').TalkSession, string>} */
const given = new WeakMap();

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
    tokenFetcher: { attribute: false },
    customEmoji: { attribute: false },
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
    /** @type {string | undefined} */
    this.theme = undefined;
    this.connection = 'idle';
    /** @type {Error | null} */
    this.ended = null;
    /** @type {import('../client/index.js').TalkSession | null} */
    this.session = null;
  }

  /** Of those that are named, the first that is a language: a page may say `en_US`, which is none. */
  get language() {
    const named = [this.lang, document.documentElement.lang, navigator.language];
    return named.find((tag) => tag && isLanguage(tag)) ?? 'en';
  }

  get words() {
    return wordsOf(this.language);
  }

  connectedCallback() {
    super.connectedCallback();
    // At first, all properties are there only when the element is drawn.
    if (this.hasUpdated) {
      this.#reopen();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#close();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const place = this.identity.some((name) => changed.has(name));
    const credentials =
      (changed.has('token') && this.token) || (changed.has('tokenFetcher') && this.tokenFetcher);
    if (this.isConnected && (place || (credentials && this.ended))) {
      this.#reopen();
    } else if (credentials && this.session) {
      this.#show(this.session);
    }
  }

  /** Gives the token to a session that may have been made with an older one. @param {import('../client/index.js').TalkSession} session */
  #show(session) {
    if (this.token && given.get(session) !== this.token) {
      given.set(session, this.token);
      try {
        session.setToken(this.token);
      } catch (error) {
        this.tell('error', error); // It has ended, or is of somebody who needs none.
      }
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
      this.#open = this.open(); // Nobody is there: nothing is shown of who was.
      return;
    }
    const session = getTalkSession({
      appId: this.app,
      userId: this.user,
      baseUri: this.server,
      token: this.token,
      tokenFetcher: this.tokenFetcher,
    });
    this.session = session;
    this.#show(session);
    this.#open = [
      session.onConnection((state) => {
        this.connection = state;
      }),
      session.onError((error) => {
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

/** @param {string} tag */
function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
