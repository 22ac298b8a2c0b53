import { Answers } from './answers.js';
import { TalkError, guard } from './errors.js';
import { Follows } from './follow/follows.js';
import { Link } from './link/link.js';
import { Timing } from './link/timing.js';
import { resolvers } from './live/subscription.js';
import { Mirror } from './mirror/mirror.js';
import { Views } from './snapshots.js';
import { Turn, ownTasks } from './turn.js';
import { Uploads } from './upload/uploads.js';

const AGENT = 'tertulia-js/0.1';
const IDLE_MILLIS = 10_000;
const PING_MILLIS = 25_000;

/** So long after one call that the user is typing, another is not worth telling. */
const TYPING_APART_MILLIS = 1_000;

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
  /** @type {Set<(error: TalkError) => void>} */
  #handlers = new Set();
  /** @type {Set<(state: string) => void>} */
  #connectionListeners = new Set();
  #connection = 'idle';
  /** @type {TalkError | null} */
  #over = null;
  #byError = false;
  /** When the user was said to be typing, by conversation. @type {Map<string, {at: number, answer: Promise<void>}>} */
  #typing = new Map();

  /**
   * @param {{appId: string, userId: string, baseUri: string, token: string | null,
   *   fetcher: (() => string | Promise<string>) | null, idleMillis?: number,
   *   pingMillis?: number}} options
   * @param {import('./link/environment.js').Environment} environment
   * @param {() => void} whenOver
   */
  constructor(options, environment, whenOver) {
    const { appId, userId, baseUri, token, fetcher } = options;
    const base = baseUri.replace(/\/+$/, '');
    const app = `${base}/v1/${encodeURIComponent(appId)}`;
    this.userId = userId;
    this.base = base;
    this.turn = new Turn(() => this.#settle());
    this.callbacks = new Turn(() => {}, ownTasks());
    this.mirror = new Mirror(userId);
    this.views = new Views(this.mirror.users, base);
    this.#environment = environment;
    this.#whenOver = whenOver;
    const timing = new Timing(this.turn, environment);
    const { turn, callbacks } = this;
    const parts = { turn, callbacks, timing, environment, token, fetcher };
    const identity = {
      uri: `ws${app.slice('http'.length)}/realtime`,
      userId,
      agent: AGENT,
      idleMillis: options.idleMillis ?? IDLE_MILLIS,
      pingMillis: options.pingMillis ?? PING_MILLIS,
    };
    this.#link = new Link(parts, identity, this);
    this.#uploads = new Uploads({ ...parts, app, userId, credentials: this.#link.credentials }, this);
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
    const once = (/** @type {TalkError} */ error) => guard(() => handler(error));
    this.#handlers.add(once);
    this.turn.execute(() => this.#tellError());
    return { unsubscribe: () => void this.#handlers.delete(once) };
  }

  /**
   * Hears whether there is a line: `idle`, `connecting`, `connected`, `offline` or `closed`.
   *
   * @param {(state: string) => void} listener
   */
  onConnection(listener) {
    this.#connectionListeners.add(listener);
    this.callbacks.execute(() => guard(() => listener(this.#connection)));
    return { unsubscribe: () => void this.#connectionListeners.delete(listener) };
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
    return this.ask(query, (answer) => meaning(new Answers(answer, this.userId, this.base)));
  }

  /**
   * @param {Blob} data
   * @param {Record<string, any>} details
   * @param {import('./upload/uploads.js').UploadOptions} options
   * @returns {Promise<string>}
   */
  upload(data, details, options) {
    const promise = resolvers();
    this.turn.execute(() => {
      if (this.#over === null) {
        this.#uploads.begin(data, details, options, promise);
      } else {
        promise.reject(this.#over);
      }
    });
    return promise.promise;
  }

  /**
   * Says that the user is typing, or gives what was asked a moment ago and was not refused.
   *
   * @param {string} conversationId
   * @returns {Promise<void>}
   */
  markAsTyping(conversationId) {
    const now = this.#environment.now();
    const before = this.#typing.get(conversationId);
    if (before && now >= before.at && now - before.at < TYPING_APART_MILLIS) {
      return before.answer;
    }
    const answer = this.do({ type: 'markAsTyping', conversationId });
    this.#typing.set(conversationId, { at: now, answer });
    answer.catch(() => this.#typing.delete(conversationId));
    return answer;
  }

  /** A message was sent: the user types no longer, and may begin again at once. @param {string} conversationId */
  sent(conversationId) {
    this.#typing.delete(conversationId);
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
  #request(body, meaning) {
    const promise = resolvers();
    this.turn.execute(() => {
      if (this.#over !== null) {
        promise.reject(this.#over);
        return;
      }
      this.#link.requests.add(body, {
        answered: (frame) => {
          try {
            promise.resolve(meaning(frame));
          } catch (e) {
            promise.reject(new TalkError('INTERNAL', 'An answer made no sense.', e));
          }
        },
        refused: (error) => promise.reject(error),
      });
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
    this.#tellConnection('closed');
  }

  #tellError() {
    const error = this.#over;
    if (error !== null && this.#byError) {
      const handlers = [...this.#handlers];
      this.#handlers.clear();
      handlers.forEach((handler) => this.callbacks.execute(() => handler(error)));
    }
  }

  /** The turn is at rest: what changed is shown, what is missing is asked for. */
  #settle() {
    if (this.#over !== null) {
      return;
    }
    this.follows.settle();
    const known = this.mirror.conversations();
    this.views.forget(known.length, (id) => this.mirror.conversation(id) !== null);
    this.#link.want(this.#live.size > 0 || !this.#link.requests.isEmpty);
    this.#link.flush();
    const states = { rest: 'idle', ready: 'connected', waiting: 'offline', ended: 'closed' };
    this.#tellConnection(Object.entries(states).find(([s]) => s === this.#link.state)?.[1] ?? 'connecting');
  }

  /** @param {string} state */
  #tellConnection(state) {
    if (state !== this.#connection) {
      this.#connection = state;
      this.callbacks.execute(() =>
        this.#connectionListeners.forEach((listener) => guard(() => listener(state))),
      );
    }
  }
}
