import { EVERYTHING, compare, isEverything } from '../bound.js';

/** @typedef {import('../bound.js').Bound} Bound */

/**
 * What is known of a list, from the top down: all items at or above `from`, and perhaps some below
 * it. Windows are cut from it by a bound, so an item that is known for another reason than being in
 * the window is not shown.
 *
 * @template F
 */
export class Shelf {
  /** @type {Bound[]} */
  #places = [];
  /** @type {F[]} */
  #items = [];

  /** The lower end of what is known without a gap; null when only single items are. @type {Bound | null} */
  from = null;

  /** How many items the whole list has; -1 when nobody has said. */
  total = -1;

  /** How many items are known. */
  get size() {
    return this.#items.length;
  }

  /** The item at the top; null for none. @returns {F | null} */
  get top() {
    return this.#items[0] ?? null;
  }

  /** Whether every item of the list is known. */
  get complete() {
    return this.from !== null && isEverything(this.from);
  }

  /**
   * @param {Bound} place
   * @param {F} item
   */
  put(place, item) {
    const at = this.#find(place);
    const there = at < this.size && compare(this.#places[at], place) === 0;
    this.#places.splice(at, there ? 1 : 0, place);
    this.#items.splice(at, there ? 1 : 0, item);
  }

  /** @param {Bound} place */
  remove(place) {
    const at = this.#find(place);
    if (at < this.size && compare(this.#places[at], place) === 0) {
      this.#places.splice(at, 1);
      this.#items.splice(at, 1);
    }
  }

  /**
   * Says how many items the whole list has at the very moment of which the items are: with as many
   * known, all are, and that holds from now on, whatever comes.
   *
   * @param {number} count
   */
  totalNow(count) {
    this.total = count;
    if (this.size === count) {
      this.from = EVERYTHING;
    }
  }

  /**
   * The window that ends at `bound`, from the top down.
   *
   * @param {Bound} bound
   */
  window(bound) {
    return this.#items.slice(0, this.#after(bound));
  }

  /**
   * How many more items than are known without a gap are needed to have `wanted` from the top.
   *
   * @param {number} wanted
   */
  missing(wanted) {
    return this.complete ? 0 : Math.max(0, wanted - this.#known());
  }

  /**
   * How many more items are needed to have `wanted` below `bound`.
   *
   * @param {Bound} bound
   * @param {number} wanted
   */
  missingBelow(bound, wanted) {
    return this.complete ? 0 : Math.max(0, wanted - this.countBelow(bound));
  }

  /**
   * How many items are known without a gap below `bound`.
   *
   * @param {Bound} bound
   */
  countBelow(bound) {
    return Math.max(0, this.#known() - this.#after(bound));
  }

  /**
   * The window of the `count` topmost items, or of all when there are no more.
   *
   * @param {number} count
   */
  first(count) {
    return this.#nth(0, count);
  }

  /**
   * The window that goes `count` items further down than `bound`, or that of all when there are no
   * more.
   *
   * @param {Bound} bound
   * @param {number} count
   */
  further(bound, count) {
    return this.#nth(this.#after(bound), count);
  }

  /**
   * @param {number} start
   * @param {number} count
   * @returns {Bound}
   */
  #nth(start, count) {
    const known = this.#known() - start;
    if (this.complete && known <= count) {
      return EVERYTHING;
    }
    if (known < count) {
      throw new Error(`items: ${known} (expected: at least ${count})`);
    }
    return this.#places[start + count - 1];
  }

  /** How many items are known without a gap. */
  #known() {
    if (this.complete) {
      return this.size;
    }
    return this.from === null ? 0 : this.#after(this.from);
  }

  /** The number of items at or above a bound. @param {Bound} bound */
  #after(bound) {
    const at = this.#find(bound);
    return at < this.size && compare(this.#places[at], bound) === 0 ? at + 1 : at;
  }

  /** The number of items above a place. @param {Bound} place */
  #find(place) {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.#places[middle], place) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
