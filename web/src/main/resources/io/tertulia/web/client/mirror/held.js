import { compare, holds } from '../bound.js';
import { Shelf } from './shelf.js';

/** @typedef {import('../bound.js').Bound} Bound */

/**
 * The facts of one kind, by id and from the top down. A fact gives way to one of a higher version
 * only.
 *
 * @template {{readonly version: number}} F
 */
export class Held {
  #place;
  /** @type {Map<string, F>} */
  #byId = new Map();

  /** @type {Shelf<F>} */
  shelf = new Shelf();

  /** @param {(fact: F) => Bound} place where a fact stands; the id in it is the fact's */
  constructor(place) {
    this.#place = place;
  }

  /**
   * @param {string} id
   * @returns {F | null}
   */
  get(id) {
    return this.#byId.get(id) ?? null;
  }

  /** @returns {IterableIterator<string>} */
  ids() {
    return this.#byId.keys();
  }

  /** @param {string} id */
  has(id) {
    return this.#byId.has(id);
  }

  /** @returns {IterableIterator<F>} */
  facts() {
    return this.#byId.values();
  }

  /** @param {F} fact */
  put(fact) {
    const to = this.#place(fact);
    const before = this.#byId.get(to.id);
    if (before === undefined || fact.version > before.version) {
      this.remove(to.id);
      this.#byId.set(to.id, fact);
      this.shelf.put(to, fact);
    }
  }

  /** @param {string} id */
  remove(id) {
    const before = this.#byId.get(id);
    if (before !== undefined) {
      this.#byId.delete(id);
      this.shelf.remove(this.#place(before));
    }
  }

  /**
   * Whether a fact is in the part of the list that is known without a gap.
   *
   * @param {F} fact
   */
  holds(fact) {
    return this.shelf.from !== null && holds(this.shelf.from, this.#place(fact));
  }

  /**
   * Gives up what is below the lowest window.
   *
   * @param {Bound | null} lowest null when there is no window
   */
  raise(lowest) {
    const from = this.shelf.from;
    if (lowest === null) {
      this.shelf.from = null;
    } else if (from !== null && compare(lowest, from) < 0) {
      this.shelf.from = lowest;
    }
  }

  /**
   * Forgets all others.
   *
   * @param {(fact: F) => boolean} wanted
   */
  retain(wanted) {
    for (const [id, fact] of [...this.#byId]) {
      if (!wanted(fact)) {
        this.remove(id);
      }
    }
  }
}
