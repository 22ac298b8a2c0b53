import { TalkError, guard } from './errors.js';
import { flawOf } from './filter.js';
import { resolvers } from './live/subscription.js';

const FIRST = 3;
const MORE = 10;
const MAX = 50;

/**
 * @typedef {'searching' | 'canLoadMore' | 'loadedAll'} SearchStatus
 * @typedef {Readonly<{results: readonly any[], loadedAll: boolean}>} SearchState
 * @typedef {{target: number, promise: PromiseWithResolvers<SearchState>}} Call
 */

/**
 * A search that finds page by page, and can be used again for another query.
 *
 * A query is split at whitespace; punctuation at the ends of its words does not count, nor do upper
 * and lower case. Each word must be the beginning of some word of the text, in whatever order. A
 * query without any word finds nothing and is complete at once.
 */
export class Search {
  #session;
  #kind;
  #read;
  #listener;
  #query = '';
  /** @type {import('./filter.js').ConversationFilter | undefined} */
  #filter;
  /** @type {any[]} */
  #results = [];
  /** @type {import('./bound.js').Bound | null} */
  #next = null;
  #all = true;
  /** @type {Call | null} */
  #running = null;

  /**
   * @param {import('./session.js').Session} session
   * @param {'searchMessages' | 'searchConversations'} kind
   * @param {(found: any) => any[]} read the results of a page
   * @param {((results: readonly any[], status: SearchStatus) => void)} [listener]
   */
  constructor(session, kind, read, listener) {
    this.#session = session;
    this.#kind = kind;
    this.#read = read;
    this.#listener = listener;
  }

  /**
   * Begins anew: forgets the results and loads the first three.
   *
   * @param {string} text
   * @param {{conversation?: import('./filter.js').ConversationFilter}} [filters]
   * @returns {Promise<SearchState>} rejects with SUPERSEDED when another query takes its place
   */
  async setQuery(text, filters = {}) {
    const filter = structuredClone(filters.conversation);
    const flaw = filter === undefined ? null : flawOf(filter);
    if (flaw !== null) {
      throw new TalkError('INVALID_ARGUMENT', flaw);
    }
    /** @type {Call} */
    const call = { target: FIRST, promise: resolvers() };
    this.#session.turn.execute(() => this.#begin(String(text), filter, call));
    return call.promise.promise;
  }

  /**
   * Loads more, behind those there are. Does nothing before the first query, while the search is
   * running, and when all is loaded.
   *
   * @param {number} [limit] 1 to 50
   * @returns {Promise<SearchState>}
   */
  async loadMore(limit = MORE) {
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX) {
      throw new TalkError('INVALID_ARGUMENT', `limit: ${limit} (expected: 1 to ${MAX})`);
    }
    const promise = resolvers();
    this.#session.turn.execute(() => {
      if (this.#running !== null || this.#all) {
        this.#complete(promise);
      } else {
        this.#run({ target: this.#results.length + limit, promise });
      }
    });
    return promise.promise;
  }

  /**
   * @param {string} text
   * @param {import('./filter.js').ConversationFilter | undefined} filter
   * @param {Call} call
   */
  #begin(text, filter, call) {
    const before = this.#running;
    this.#running = null;
    if (before !== null) {
      this.#fail(before, new TalkError('SUPERSEDED', 'Another query took its place.'));
    }
    this.#query = text;
    this.#filter = filter;
    this.#results = [];
    this.#next = null;
    this.#all = text.trim() === '';
    if (this.#all) {
      this.#show();
      this.#complete(call.promise);
    } else {
      this.#run(call);
    }
  }

  /** @param {Call} call */
  #run(call) {
    this.#running = call;
    this.#show();
    this.#page(call);
  }

  /** @param {Call} call */
  #page(call) {
    const query = {
      type: this.#kind,
      text: this.#query,
      filter: this.#filter,
      from: this.#next ?? undefined,
      limit: call.target - this.#results.length,
    };
    this.#session
      .ask(query, (found) => found)
      .then(
        (found) => this.#session.turn.execute(() => this.#answered(call, found)),
        (error) => this.#session.turn.execute(() => this.#refused(call, error)),
      );
  }

  /**
   * @param {Call} call
   * @param {any} found
   */
  #answered(call, found) {
    if (call !== this.#running) {
      return;
    }
    const read = this.#read(found);
    this.#results.push(...read);
    this.#next = found.next;
    this.#all = found.next === null;
    if (this.#all || this.#results.length >= call.target) {
      this.#running = null;
      this.#show();
      this.#complete(call.promise);
    } else {
      if (read.length > 0) {
        this.#show();
      }
      this.#page(call);
    }
  }

  /**
   * @param {Call} call
   * @param {TalkError} error
   */
  #refused(call, error) {
    if (call === this.#running) {
      this.#running = null;
      this.#show();
      this.#fail(call, error);
    }
  }

  #show() {
    const listener = this.#listener;
    if (listener) {
      const results = Object.freeze([...this.#results]);
      const idle = this.#all ? 'loadedAll' : 'canLoadMore';
      const status = this.#running === null ? idle : 'searching';
      this.#session.callbacks.execute(() => guard(() => listener(results, status)));
    }
  }

  /** @param {PromiseWithResolvers<SearchState>} promise */
  #complete(promise) {
    const state = { results: Object.freeze([...this.#results]), loadedAll: this.#all };
    this.#session.callbacks.execute(() => promise.resolve(Object.freeze(state)));
  }

  /**
   * @param {Call} call
   * @param {TalkError} error
   */
  #fail(call, error) {
    this.#session.callbacks.execute(() => call.promise.reject(error));
  }
}
