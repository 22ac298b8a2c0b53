import { appOf, identityOf } from './addresses.js';
import { Answers } from './answers.js';
import { ConnectionNews } from './connection-news.js';
import { TalkError, guard } from './errors.js';
import { FileUrls } from './file-urls.js';
import { Follows } from './follow/follows.js';
import { Link } from './link/link.js';
import { Timing } from './link/timing.js';
import { resolvers } from './live/subscription.js';
import { Mirror } from './mirror/mirror.js';
import { Turn, ownTasks } from './turn.js';
import { TypingMarks } from './typing-marks.js';
import { Uploads } from './upload/uploads.js';
import { Views } from './views.js';

/**
 * The core of a session: joins link, mirror, follows and subscriptions. What an application sees of
 * it is the `TalkSession`.
 */
export class Session {
  #environment;
  #link;
  #uploads;
  #whenOver;
  /** Subscriptions that have not ended. @type {Set<import('./live/subscription.js').Subscription>} */
  #live = new Set();
  /** @type {Set<(error: TalkError) => unknown>} */
  #handlers = new Set();
  #connection;
  /** @type {TalkError | null} */
  #over = null;
  #byError = false;

  /**
   * @param {{appId: string, userId: string, baseUri: string, token: string | null,
   *   fetcher: (() => string | Promise<string>) | null, idleMillis?: number,
   *   pingMillis?: number}} options with a base that has no slash at its end
   * @param {import('./link/environment.js').Environment} environment
   * @param {() => void} whenOver
   */
  constructor(options, environment, whenOver) {
    const { appId, userId, baseUri, token, fetcher } = options;
    this.userId = userId;
    this.files = new FileUrls(baseUri);
    this.turn = new Turn(() => this.#settle());
    this.callbacks = new Turn(() => {}, ownTasks());
    this.mirror = new Mirror(userId);
    this.views = new Views(this.mirror.users, this.files);
    this.typingMarks = new TypingMarks(environment.now);
    this.#connection = new ConnectionNews(this.callbacks);
    this.#environment = environment;
    this.#whenOver = whenOver;
    const timing = new Timing(this.turn, environment);
    const { turn, callbacks } = this;
    const parts = { turn, callbacks, timing, environment, token, fetcher };
    this.#link = new Link(parts, identityOf(options), this);
    const { credentials } = this.#link;
    const app = appOf(baseUri, appId);
    this.#uploads = new Uploads({ ...parts, app, userId, credentials }, this);
    this.follows = new Follows(this.mirror, this.#link, () => timing.retry());
  }

  get over() {
    return this.#over !== null;
  }

  /** A key that makes a send safe to repeat. */
  newKey() {
    return this.#environment.key();
  }

  /** @param {string} token */
  setToken(token) {
    if (this.#over !== null) {
      throw this.#over;
    }
    if (typeof token !== 'string' || token.trim() === '') {
      throw new TypeError('token: empty (expected: a token)');
    }
    if (this.#link.ready && this.#link.credentials.token === null) {
      throw new Error('The session is connected without a token; set one before the first request.');
    }
    this.turn.execute(() => this.#link.credentials.accept(token));
  }

  /** @param {(() => void) | null} callback */
  onNeedToken(callback) {
    this.turn.execute(() => this.#link.credentials.onNeed(callback));
  }

  /** @param {(error: TalkError) => void} handler */
  onError(handler) {
    const once = (/** @type {TalkError} */ error) => this.#handlers.delete(once) && handler(error);
    this.#handlers.add(once);
    this.turn.execute(() => this.#tellError());
    return { unsubscribe: () => void this.#handlers.delete(once) };
  }

  /** @param {import('./connection-news.js').ConnectionListener} listener */
  onConnection(listener) {
    return this.#connection.add(listener);
  }

  /**
   * @template {import('./live/subscription.js').Subscription} S
   * @param {S} subscription
   * @returns {S}
   */
  begin(subscription) {
    this.#live.add(subscription);
    this.turn.execute(() => {
      if (this.#over === null) {
        subscription.begin();
      } else {
        subscription.fail(this.#over);
      }
    });
    return subscription;
  }

  /** A subscription has ended. @param {import('./live/subscription.js').Subscription} subscription */
  ended(subscription) {
    this.#live.delete(subscription);
    this.turn.execute(() => {}); // Perhaps no socket is wanted any longer.
  }

  /**
   * Carries out a command.
   *
   * @template T
   * @param {any} command
   * @param {(done: any) => T} [meaning]
   * @returns {Promise<T>}
   */
  do(command, meaning = () => /** @type {any} */ (undefined)) {
    return this.#request({ type: 'do', command }, meaning);
  }

  /**
   * Asks something, once.
   *
   * @template T
   * @param {any} query
   * @param {(answer: any) => T} meaning
   * @returns {Promise<T>}
   */
  ask(query, meaning) {
    return this.#request({ type: 'ask', query }, meaning);
  }

  /**
   * Asks for facts, once.
   *
   * @template T
   * @param {any} query
   * @param {(answers: Answers) => T} meaning
   * @returns {Promise<T>}
   */
  get(query, meaning) {
    return this.ask(query, (answer) => meaning(new Answers(answer, this.userId, this.files)));
  }

  /**
   * @param {Blob} data
   * @param {Record<string, any>} details
   * @param {import('./upload/uploads.js').UploadOptions} options
   * @returns {Promise<string>}
   */
  upload(data, details, options) {
    return this.#unlessOver((promise) => this.#uploads.begin(data, details, options, promise));
  }

  /**
   * Asks where a file can be downloaded now.
   *
   * @param {string} fileToken
   * @returns {Promise<string>}
   */
  url(fileToken) {
    const reached = (/** @type {string} */ url) => this.files.reached(url);
    return this.#unlessOver((promise) => this.#uploads.url(fileToken, reached, promise));
  }

  close() {
    const closed = new TalkError('SESSION_CLOSED', 'The session was closed.');
    if (this.#over === null) {
      this.#whenOver();
      [...this.#live].forEach((subscription) => subscription.unsubscribe());
      this.#handlers.clear();
      this.turn.execute(() => this.#end(closed, false));
    }
  }

  /** Frames may go out. @param {string | null} view */
  lineUp(view) {
    this.follows.lineUp(view);
  }

  /** @param {any} frame */
  received(frame) {
    this.follows.received(frame);
  }

  /** Frames may go out no longer; some may be lost. */
  lineDown() {
    this.follows.lineDown();
  }

  /** The session is over. @param {TalkError} error */
  failed(error) {
    this.#end(error, true);
  }

  /**
   * @param {any} body
   * @param {(frame: any) => any} meaning
   */
  async #request(body, meaning) {
    const asked = asTold(body);
    return this.#unlessOver((promise) =>
      this.#link.requests.add(asked, {
        answered: (frame) => {
          try {
            promise.resolve(meaning(frame));
          } catch (e) {
            promise.reject(new TalkError('INTERNAL', 'An answer made no sense.', e));
          }
        },
        refused: (error) => promise.reject(error),
      }),
    );
  }

  /**
   * @param {(promise: PromiseWithResolvers<any>) => void} question
   * @returns {Promise<any>}
   */
  #unlessOver(question) {
    const promise = resolvers();
    this.turn.execute(() => {
      if (this.#over === null) {
        question(promise);
      } else {
        promise.reject(this.#over);
      }
    });
    return promise.promise;
  }

  /**
   * @param {TalkError} error
   * @param {boolean} byError
   */
  #end(error, byError) {
    if (this.#over !== null) {
      return;
    }
    this.#over = error;
    this.#byError = byError;
    this.#whenOver();
    this.#link.end(error);
    this.#uploads.end(error);
    [...this.#live].forEach((live) => (byError ? live.fail(error) : live.unsubscribe()));
    this.#tellError();
    this.#connection.look(this.#link);
  }

  #tellError() {
    const error = this.#over;
    if (error !== null && this.#byError) {
      this.#handlers.forEach((handler) => this.callbacks.execute(() => guard(() => handler(error))));
    }
  }

  /** The turn is at rest: what changed is shown, what is missing is asked for. */
  #settle() {
    if (this.#over !== null) {
      return;
    }
    this.follows.settle();
    this.views.forget(this.mirror.size, (id) => this.mirror.conversation(id) !== null);
    this.#link.want(this.#live.size > 0 || !this.#link.requests.isEmpty);
    this.#link.flush();
    this.#connection.look(this.#link);
  }
}

/**
 * What was asked, as it is now: what the application does to its own objects later is its own.
 *
 * @param {any} body
 * @throws {TalkError} when it cannot be written down
 */
function asTold(body) {
  try {
    return JSON.parse(JSON.stringify(body));
  } catch (e) {
    throw new TalkError('INVALID_ARGUMENT', `params: ${String(e)} (expected: plain values)`, e);
  }
}
