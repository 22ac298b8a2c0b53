import { TalkError, guard } from '../errors.js';
import { equal } from '../values.js';

/**
 * @typedef {{type: 'pending'} | {type: 'active', latestSnapshot: any, loadedAll?: boolean}
 *   | {type: 'unsubscribed'} | {type: 'error', error: TalkError}} SubscriptionState
 */

const PENDING = Object.freeze({ type: 'pending' });
const UNSUBSCRIBED = Object.freeze({ type: 'unsubscribed' });

/**
 * A subscription: looks at the mirror whenever something may have changed, and delivers what is
 * different from before. At most one snapshot waits, the newest.
 */
export class Subscription {
  #session;
  #listener;
  #source;
  /** @type {SubscriptionState} */
  #state = PENDING;
  /** @type {any} */
  #waiting = null;
  /** @type {any} */
  #shown = null;
  #watching = false;
  /** @type {PromiseWithResolvers<any>} */
  #connected = resolvers();
  /** @type {PromiseWithResolvers<any>} */
  #terminated = resolvers();

  /**
   * @param {import('../session.js').Session} session
   * @param {(active: any) => void} listener
   * @param {Source} source
   *
   * @typedef {{look: () => any, watch: (watcher: Subscription) => void,
   *   unwatch: (watcher: Subscription) => void, looked?: () => void,
   *   stopped?: () => void}} Source what is to be seen, null when that is not known yet; how to
   *   look, and no longer; told when what there is was offered, and when nothing will be
   */
  constructor(session, listener, source) {
    this.#session = session;
    this.#listener = listener;
    this.#source = source;
    this.#connected.promise.catch(() => {}); // Nobody must handle it.
  }

  /** @returns {SubscriptionState} */
  get state() {
    return this.#state;
  }

  /** Settles with the first active state; rejects when it ends before. @returns {Promise<any>} */
  get connected() {
    return this.#connected.promise;
  }

  /** Settles with the state in which it ended; never rejects. @returns {Promise<any>} */
  get terminated() {
    return this.#terminated.promise;
  }

  get over() {
    return this.#state.type === 'unsubscribed' || this.#state.type === 'error';
  }

  /** Ends it; no callback starts from now on. */
  unsubscribe() {
    if (this.over) {
      return;
    }
    this.#state = UNSUBSCRIBED;
    const early = new TalkError('SUBSCRIPTION_ENDED', 'Unsubscribed before the first snapshot.');
    this.#session.callbacks.execute(() => this.#complete(UNSUBSCRIBED, early));
    this.#session.ended(this);
    this.#session.turn.execute(() => {
      if (this.#watching) {
        this.#watching = false;
        this.#source.unwatch(this);
      }
      this.#source.stopped?.();
    });
  }

  /** Begins to look. */
  begin() {
    if (!this.over) {
      this.#watching = true;
      this.#source.watch(this);
    }
  }

  /** Something it shows may have changed. */
  refresh() {
    const now = this.#watching ? this.#source.look() : null;
    if (now !== null && !equal(now, this.#shown)) {
      this.#shown = now;
      this.#offer(now);
    }
    this.#source.looked?.();
  }

  /** It ends by that error, behind what was offered. @param {TalkError} error */
  fail(error) {
    this.#watching = false;
    this.#source.stopped?.();
    this.#session.callbacks.execute(() => {
      if (!this.over) {
        const failed = Object.freeze({ type: /** @type {const} */ ('error'), error });
        this.#state = failed;
        this.#session.ended(this);
        this.#complete(failed, error);
      }
    });
  }

  /** @param {any} snapshot */
  #offer(snapshot) {
    const behind = this.#waiting !== null;
    this.#waiting = snapshot;
    if (!behind) {
      this.#session.callbacks.execute(() => this.#deliver());
    }
  }

  #deliver() {
    const snapshot = this.#waiting;
    this.#waiting = null;
    // What came between may have passed unseen, and this is what was there before.
    if (snapshot !== null && !this.over && !equal(snapshot, this.#state)) {
      this.#state = snapshot;
      guard(() => this.#listener(snapshot));
      this.#connected.resolve(snapshot);
    }
  }

  /**
   * @param {any} end
   * @param {TalkError} early
   */
  #complete(end, early) {
    this.#connected.reject(early);
    this.#terminated.resolve(end);
  }
}

/** @returns {PromiseWithResolvers<any>} */
export function resolvers() {
  /** @type {any} */
  const made = {};
  made.promise = new Promise((resolve, reject) => {
    made.resolve = resolve;
    made.reject = reject;
  });
  return made;
}
