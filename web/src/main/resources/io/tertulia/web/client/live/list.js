import { TalkError } from '../errors.js';
import { Reach } from '../mirror/reach.js';
import { Subscription, resolvers } from './subscription.js';

/**
 * How many items a list begins with, how many `loadMore` loads, how many at most, and how many items
 * below the window should be known when nobody counts the list.
 *
 * @typedef {{first: number, more: number, max: number, ahead?: number}} Page
 *
 * What is to be seen of a list; null when that is not known yet, `shelf: null` when there is nothing
 * to see. `items` makes snapshots of the facts in the window, and `total` says how many there are.
 * @typedef {{shelf: import('../mirror/shelf.js').Shelf<any>, item: (fact: any) => any,
 *   total: () => number, complete?: (reach: Reach) => void} | {shelf: null} | null} Sight
 */

/** A subscription to a list with a window. */
export class ListSubscription extends Subscription {
  #session;
  #page;
  #part;

  /**
   * @param {import('../session.js').Session} session
   * @param {Page} page
   * @param {((list: any, loadedAll: boolean) => void) | undefined} listener
   * @param {(part: ListPart) => {sight: () => Sight, touch: () => void,
   *   watch: (watcher: any) => void, unwatch: (watcher: any) => void}} source
   */
  constructor(session, page, listener, source) {
    const part = new ListPart(session, new Reach(page.first, page.ahead));
    const { sight, touch, watch, unwatch } = source(part);
    super(session, (active) => listener?.(active.latestSnapshot, active.loadedAll), {
      look: () => part.look(sight()),
      watch: (self) => watch(Object.assign(part.watcher, watcherOf(self))),
      unwatch: () => unwatch(part.watcher),
      looked: () => part.looked(),
      stopped: () => part.stopped(),
    });
    this.#session = session;
    this.#page = page;
    this.#part = part;
    part.touch = touch;
  }

  /**
   * Loads so many more items; settles when they are shown, or when there are no more.
   *
   * @param {number} [count]
   * @returns {Promise<void>}
   */
  async loadMore(count = this.#page.more) {
    const { max } = this.#page;
    if (!Number.isInteger(count) || count < 1 || count > max) {
      throw new TalkError('INVALID_ARGUMENT', `count: ${count} (expected: 1 to ${max})`);
    }
    const call = resolvers();
    this.#session.turn.execute(() => this.#part.more(count, call, this.over));
    await call.promise;
  }
}

/** The window of a list and the calls for more. */
class ListPart {
  #session;
  /** @type {Set<PromiseWithResolvers<void>>} */
  #calls = new Set();
  /** @type {(() => void)[]} */
  #loaded = [];

  /** What follows see of the subscription. @type {any} */
  watcher = {};

  /** Asks for a look at the list. */
  touch = () => {};
  reach;

  /**
   * @param {import('../session.js').Session} session
   * @param {Reach} reach
   */
  constructor(session, reach) {
    this.#session = session;
    this.reach = reach;
  }

  /** @param {Sight} sight */
  look(sight) {
    if (sight === null) {
      return null;
    }
    if (sight.shelf === null) {
      this.reach.reset();
      this.#loaded.push(...this.reach.giveUp());
      return Object.freeze({ type: 'active', latestSnapshot: null, loadedAll: true });
    }
    this.#loaded.push(...this.reach.settle(sight.shelf));
    if (this.reach.bound === null) {
      return null;
    }
    const list = sight.shelf.window(this.reach.bound).map(sight.item);
    const loadedAll = list.length === sight.total();
    if (loadedAll) {
      sight.complete?.(this.reach);
    }
    return Object.freeze({ type: 'active', latestSnapshot: Object.freeze(list), loadedAll });
  }

  /** What there is to see was offered: the calls behind it are answered. */
  looked() {
    const done = this.#loaded;
    this.#loaded = [];
    if (done.length > 0) {
      // Behind the delivery, which waits for the same already.
      this.#session.callbacks.execute(() => done.forEach((loaded) => loaded()));
    }
  }

  stopped() {
    this.reach.giveUp();
    const waiting = [...this.#calls];
    this.#calls.clear();
    const ended = new TalkError('SUBSCRIPTION_ENDED', 'The subscription has ended.');
    this.#session.callbacks.execute(() => waiting.forEach((call) => call.reject(ended)));
  }

  /**
   * @param {number} count
   * @param {PromiseWithResolvers<void>} call
   * @param {boolean} over
   */
  more(count, call, over) {
    this.#calls.add(call);
    if (over) {
      this.stopped();
      return;
    }
    this.reach.more(count, () => {
      this.#calls.delete(call);
      call.resolve();
    });
    this.touch();
  }
}

/** @param {Subscription} subscription */
function watcherOf(subscription) {
  return {
    refresh: () => subscription.refresh(),
    fail: (/** @type {TalkError} */ error) => subscription.fail(error),
  };
}
