/**
 * `@tertulia/client` for browsers: the TalkSession Data API of a Tertulia server. Plain ES modules;
 * `docs/web.md` tells how to use them.
 */
import { baseOf } from './addresses.js';
import { searchResults } from './answers.js';
import { text } from './errors.js';
import { realEnvironment } from './link/environment.js';
import { liveInbox } from './live/kinds.js';
import { ConversationRef, UserRef } from './refs.js';
import { Search } from './search.js';
import { Session } from './session.js';
import { frozen } from './values.js';
import { WeakRefs } from './weak-refs.js';

export { TalkError } from './errors.js';
export { oneOnOneId } from './one-on-one.js';

/**
 * @typedef {{appId: string, userId: string, baseUri?: string, token?: string,
 *   tokenFetcher?: () => string | Promise<string>, forceNew?: boolean, idleMillis?: number,
 *   pingMillis?: number}} TalkSessionOptions
 *   - baseUri: of the server; without it the one that these modules come from
 *   - token, tokenFetcher: ignored when a session is found
 *   - forceNew: a session of its own, beside one that there may be
 *
 * @typedef {{signal?: AbortSignal, onProgress?: (sentBytes: number, totalBytes: number) => void}}
 *   UploadOptions
 */

/** @type {Map<string, TalkSession>} */
const sessions = new Map();

/**
 * The session of a user of an app: the same object for the same user, app and server, until it is
 * closed or has ended by an error. It connects with the first request or subscription.
 *
 * @param {TalkSessionOptions} options
 * @returns {TalkSession}
 */
export function getTalkSession(options) {
  const appId = text('appId', options.appId);
  const userId = text('userId', options.userId);
  const baseUri = baseOf(options.baseUri);
  const key = JSON.stringify([baseUri, appId, userId]);
  const known = options.forceNew ? undefined : sessions.get(key);
  if (known !== undefined) {
    return known;
  }
  const all = { ...options, appId, userId, baseUri };
  const made = new TalkSession(all, () => sessions.get(key) === made && sessions.delete(key));
  if (!options.forceNew) {
    sessions.set(key, made);
  }
  return made;
}

/** What one user of an app sees and does. */
export class TalkSession {
  #core;
  /** @type {WeakRefs<UserRef>} */
  #users = new WeakRefs();
  /** @type {WeakRefs<ConversationRef>} */
  #conversations = new WeakRefs();
  /** @type {(() => void) | null} */
  #onNeedToken = null;
  appId;
  currentUser;

  /**
   * @param {TalkSessionOptions & {baseUri: string}} options
   * @param {() => void} whenOver
   */
  constructor(options, whenOver) {
    const token = options.token ?? null;
    const fetcher = options.tokenFetcher ?? null;
    this.#core = new Session({ ...options, token, fetcher }, realEnvironment(), whenOver);
    this.appId = options.appId;
    this.currentUser = this.user(options.userId);
  }

  /** A callback that is to bring a token by `setToken` whenever one is needed. */
  get onNeedToken() {
    return this.#onNeedToken;
  }

  set onNeedToken(callback) {
    this.#onNeedToken = callback;
    this.#core.onNeedToken(callback);
  }

  /** Shows the server a new token; what is open stays so. @param {string} token */
  setToken(token) {
    this.#core.setToken(token);
  }

  /** Hears once when the session ends by an error. @param {(error: import('./errors.js').TalkError) => void} handler */
  onError(handler) {
    return this.#core.onError(handler);
  }

  /**
   * Hears how the line stands, now, soon, and whenever that changes: `idle`, `connecting`,
   * `connected`, `offline` or `closed`. With `offline` comes why, and when the next attempt begins.
   *
   * @param {import('./connection-news.js').ConnectionListener} listener
   */
  onConnection(listener) {
    return this.#core.onConnection(listener);
  }

  /** @param {string} id @returns {UserRef} */
  user(id) {
    return this.#users.get(text('user id', id), () => new UserRef(this.#core, id));
  }

  /** @param {string} id @returns {ConversationRef} */
  conversation(id) {
    const make = () => new ConversationRef(this.#core, id);
    return this.#conversations.get(text('conversation id', id), make);
  }

  /**
   * The user's conversations, the most recently active first.
   *
   * @param {any} [optionsOrListener] `{filter}`, or the listener
   * @param {(conversations: readonly import('./snapshots.js').ConversationSnapshot[], loadedAll: boolean) => void} [listener]
   */
  subscribeConversations(optionsOrListener, listener) {
    const direct = typeof optionsOrListener === 'function';
    const given = direct ? null : (optionsOrListener?.filter ?? null);
    const filter = frozen(structuredClone(given)); // What the application does to its own later is its own.
    const hears = direct ? optionsOrListener : listener;
    return this.#core.begin(liveInbox(this.#core, filter, hears));
  }

  /** @param {(results: readonly any[], status: import('./search.js').SearchStatus) => void} [listener] */
  searchMessages(listener) {
    return this.#search('searchMessages', (found) => found.messages(), listener);
  }

  /** @param {(results: readonly any[], status: import('./search.js').SearchStatus) => void} [listener] */
  searchConversations(listener) {
    return this.#search('searchConversations', (found) => found.conversations(), listener);
  }

  /**
   * Uploads a file; the token goes into a message as `{type: 'file', fileToken}`.
   *
   * @param {Blob} data
   * @param {{filename: string}} metadata
   * @param {UploadOptions} [options]
   */
  uploadFile(data, metadata, options) {
    return this.#upload('file', data, metadata, options);
  }

  /**
   * @param {Blob} data
   * @param {{filename: string, width?: number, height?: number}} metadata
   * @param {UploadOptions} [options]
   */
  uploadImage(data, metadata, options) {
    return this.#upload('image', data, metadata, options);
  }

  /**
   * @param {Blob} data
   * @param {{filename: string, width?: number, height?: number, duration?: number}} metadata
   * @param {UploadOptions} [options]
   */
  uploadVideo(data, metadata, options) {
    return this.#upload('video', data, metadata, options);
  }

  /**
   * @param {Blob} data
   * @param {{filename: string, duration?: number}} metadata
   * @param {UploadOptions} [options]
   */
  uploadAudio(data, metadata, options) {
    return this.#upload('audio', data, metadata, options);
  }

  /**
   * @param {Blob} data
   * @param {{filename: string, duration?: number}} metadata
   * @param {UploadOptions} [options]
   */
  uploadVoice(data, metadata, options) {
    return this.#upload('voice', data, metadata, options);
  }

  /**
   * An address where that file can be downloaded now, without a log-in. The address in a message is
   * as good, unless the app wants addresses that are signed and end: then this gives one. Rejects
   * with NOT_FOUND for a token of no file, or of one that is gone.
   *
   * @param {string} fileToken
   * @returns {Promise<string>}
   */
  async fileUrl(fileToken) {
    return this.#core.url(text('fileToken', fileToken));
  }

  /** Ends all that is open; later calls reject. */
  close() {
    this.#core.close();
  }

  /**
   * @param {'searchMessages' | 'searchConversations'} kind
   * @param {(found: any) => any[]} read
   * @param {any} listener
   */
  #search(kind, read, listener) {
    const core = this.#core;
    const page = (/** @type {any} */ found) => read(searchResults(found, core.userId, core.files));
    return new Search(core, kind, page, listener);
  }

  /**
   * @param {string} kind
   * @param {Blob} data
   * @param {any} metadata
   * @param {UploadOptions} [options]
   * @returns {Promise<string>} the file's token
   */
  async #upload(kind, data, metadata, options = {}) {
    text('filename', metadata?.filename);
    const blob = data instanceof Blob ? data : new Blob([data]);
    return this.#core.upload(blob, { ...metadata, kind }, options);
  }
}
