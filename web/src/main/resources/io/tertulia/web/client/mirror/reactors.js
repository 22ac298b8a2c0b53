import { Held } from './held.js';

/**
 * @typedef {import('../bound.js').Bound} Bound
 * @typedef {import('../frames.js').ReactionFact} ReactionFact
 */

/**
 * What is known of whose reactions to one message with one emoji there are.
 *
 * The oldest is at the top of the shelf, so a window grows towards the newest. The protocol's
 * bounds are an upper end of time; turned around they are a lower end of the shelf.
 */
export class Reactors {
  /** @type {Held<ReactionFact>} */
  #held = new Held((fact) => ({ at: -fact.createdAt, id: fact.userId }));

  /** Whether there is such a message. */
  exists;

  /** Whether something may have changed unheard, so that all must be told again. */
  stale = false;

  /**
   * @param {readonly ReactionFact[]} put
   * @param {Bound | null} to the upper end of what is told; null when there is no such message
   */
  constructor(put, to) {
    this.exists = to !== null;
    if (to !== null) {
      put.forEach((fact) => this.#held.put(fact));
      this.#held.shelf.from = turned(to);
    }
  }

  /** The reactions, from the oldest on. */
  get shelf() {
    return this.#held.shelf;
  }

  /** The upper end of what is known without a gap, as the protocol has it; null for nothing. */
  get to() {
    return this.shelf.from === null ? null : turned(this.shelf.from);
  }

  people() {
    return this.#held.ids();
  }

  /** @param {ReactionFact} fact */
  put(fact) {
    this.#held.put(fact);
  }

  /** @param {string} userId */
  remove(userId) {
    this.#held.remove(userId);
  }
}

/**
 * The protocol's bound of a bound of the shelf, and the other way round.
 *
 * @param {Bound} bound
 * @returns {Bound}
 */
export function turned(bound) {
  return { at: -bound.at, id: bound.id };
}

/**
 * One name for the reactions to one message with one emoji.
 *
 * @param {{messageId: string, emoji: string}} of
 */
export function reactorsKey(of) {
  return JSON.stringify([of.messageId, bareEmoji(of.emoji)]);
}

/**
 * An emoji without the selectors that ask for a picture in place of a letter: they tell no two emoji
 * apart.
 *
 * @param {string} emoji
 */
export function bareEmoji(emoji) {
  return emoji.replaceAll('\uFE0F', '');
}
