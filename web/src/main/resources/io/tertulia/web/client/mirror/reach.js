import { EVERYTHING, compare } from '../bound.js';

/**
 * @typedef {import('../bound.js').Bound} Bound
 * @typedef {import('./shelf.js').Shelf<any>} AnyShelf
 */

/**
 * How far down one subscription's window reaches.
 *
 * "The 30 newest" is resolved once, into a bound; from then on everything at or above that belongs
 * to the window. Calls for more count from the items that were loaded when the call was made, so
 * concurrent calls do not add up.
 */
export class Reach {
  #first;
  #ahead;
  /** @type {{target: number, loaded: () => void}[]} */
  #calls = [];

  /** The window's lower end; null until it is resolved. @type {Bound | null} */
  bound = null;

  /** The bound from which the calls count. @type {Bound | null} */
  #base = null;

  /** How many items below the base the window has gained. */
  #gained = 0;

  /**
   * @param {number} first how many items the window begins with
   * @param {number} [ahead] how many items below the window should be known, so that it shows
   *   whether there are more, of a list whose length nobody counts
   */
  constructor(first, ahead = 0) {
    this.#first = first;
    this.#ahead = ahead;
  }

  /** What of the shelf this window may need: everything while it is not resolved or grows. */
  lowest() {
    return this.bound === null || this.#calls.length > 0 ? EVERYTHING : this.bound;
  }

  /**
   * Asks for so many more.
   *
   * @param {number} count
   * @param {() => void} loaded handed out by `settle` when they are there, or there are no more
   */
  more(count, loaded) {
    this.#calls.push({ target: this.#gained + count, loaded });
  }

  /** Calls that wait, to be ended as there is nothing to load from; afterwards none waits. */
  giveUp() {
    const waiting = this.#calls.map((call) => call.loaded);
    this.#calls = [];
    this.#begin();
    return waiting;
  }

  /** Forgets the bound: the window is to be resolved anew. */
  reset() {
    this.bound = null;
    this.#begin();
  }

  /** All there is was shown: what comes later belongs to the window too. */
  open() {
    if (this.#calls.length === 0) {
      this.bound = EVERYTHING;
    }
  }

  /**
   * How many items more than the shelf knows this window needs.
   *
   * @param {AnyShelf} shelf
   */
  missing(shelf) {
    if (this.bound === null) {
      return shelf.missing(this.#first + this.#ahead);
    }
    const target = this.#furthest(this.#calls);
    const start = target === 0 || this.#base === null ? this.bound : this.#base;
    const wanted = target + this.#ahead;
    return wanted === 0 ? 0 : shelf.missingBelow(start, wanted);
  }

  /**
   * Moves the bound as far as the shelf allows.
   *
   * @param {AnyShelf} shelf
   * @returns {(() => void)[]} the calls whose items are there now, to be told when the window has
   *   been shown
   */
  settle(shelf) {
    this.#fall(shelf);
    if (this.bound === null) {
      if (shelf.missing(this.#first) > 0) {
        return [];
      }
      this.bound = shelf.first(this.#first);
    }
    return this.#calls.length === 0 ? [] : this.#extend(shelf, this.bound);
  }

  /**
   * After a long absence the shelf may begin higher than the window ended: then the window ends
   * there.
   *
   * @param {AnyShelf} shelf
   */
  #fall(shelf) {
    if (this.bound === null || shelf.complete) {
      return;
    }
    if (shelf.from === null) {
      this.reset();
    } else if (compare(this.bound, shelf.from) > 0) {
      this.bound = shelf.from;
      this.#begin();
    }
  }

  /**
   * @param {AnyShelf} shelf
   * @param {Bound} now
   */
  #extend(shelf, now) {
    const start = this.#base ?? now;
    this.#base = start;
    const available = shelf.complete ? Infinity : shelf.countBelow(start);
    const done = this.#calls.filter((call) => call.target <= available);
    const target = this.#furthest(done);
    if (target > this.#gained) {
      this.bound = shelf.further(start, target);
      this.#gained = target;
    }
    this.#calls = this.#calls.filter((call) => !done.includes(call));
    if (this.#calls.length === 0) {
      this.#begin();
    }
    return done.map((call) => call.loaded);
  }

  #begin() {
    this.#base = null;
    this.#gained = 0;
  }

  /** @param {{target: number}[]} calls */
  #furthest(calls) {
    return calls.reduce((most, call) => Math.max(most, call.target), 0);
  }
}
