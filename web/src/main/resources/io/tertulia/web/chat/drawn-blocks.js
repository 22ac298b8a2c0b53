import { Heights } from './heights.js';
import { inBlocks } from './message-blocks.js';

/**
 * @typedef {import('./message-blocks.js').Block} Block
 *
 * What stands in the list, from the top down: a block with its messages, or in the place of blocks
 * that are not drawn an empty element that is as tall.
 * @typedef {{block: Block, index: number} | {from: number, to: number, height: number}} Piece
 *
 * What is seen, in pixels below the upper edge of the first block.
 * @typedef {{top: number, bottom: number}} Sight
 */

/** So much above and below what is seen is drawn, in pixels. */
const AHEAD = 600;

/** What is further away than that is drawn no longer. */
const BEYOND = 1_800;

/** So many messages are all drawn: a browser's own search finds what is drawn. */
const FEW = 150;

/** Which of the messages are drawn. */
export class DrawnBlocks {
  #heights = new Heights();
  /** @type {ReadonlySet<string>} */
  #keys = new Set();

  #areFew = true;

  /** How far below the first each begins, and where the last ends; null when that must be summed up anew. @type {readonly number[] | null} */
  #tops = null;

  /** All, oldest first. @type {readonly Block[]} */
  all = [];

  /** @type {readonly Piece[]} */
  pieces = [];

  /** @param {readonly any[]} messages all of them, newest first */
  take(messages) {
    this.#areFew = messages.length <= FEW;
    this.all = inBlocks(messages, this.all);
    this.#tops = null;
    this.#heights.forget(this.all);
  }

  /** The block in which that message is; -1 for none. @param {string} id */
  indexOf(id) {
    return this.all.findIndex(({ messages }) => messages.some((message) => message.id === id));
  }

  /** The key of the block in which that message is; empty for none. @param {string} id */
  keyOf(id) {
    return this.all[this.indexOf(id)]?.key ?? '';
  }

  /** How tall that many blocks are, from the first. @param {number} [count] */
  height(count = this.all.length) {
    return this.tops[count];
  }

  /**
   * The block that is so many pixels below the upper edge of another, and how far that is.
   *
   * @param {number} from
   * @param {number} to the last that it can be, and one
   * @param {number} distance
   */
  below(from, to, distance) {
    const begin = this.tops[from];
    const index = Math.min(Math.max(from, this.#at(begin + distance)), to - 1);
    return { index, above: this.tops[index] - begin };
  }

  /** Whether something is missing near to what is seen. @param {Sight} sight */
  lack(sight) {
    const { from, to } = this.#near(sight, AHEAD);
    return this.all.slice(from, to).some(({ key }) => !this.#keys.has(key));
  }

  /**
   * Chooses: what is near, and what is in use wherever it is.
   *
   * @param {Sight} sight
   * @param {ReadonlySet<string>} used keys of blocks
   */
  choose(sight, used) {
    const near = this.#near(sight, AHEAD);
    const still = this.#near(sight, BEYOND);
    /** @type {Piece[]} */
    const pieces = [];
    this.all.forEach((block, i) => {
      const stays = within(i, still) && this.#keys.has(block.key);
      const last = pieces.at(-1);
      if (within(i, near) || stays || used.has(block.key)) {
        pieces.push({ block, index: i });
      } else if (last && !('block' in last)) {
        last.to = i + 1;
        last.height = this.tops[i + 1] - this.tops[last.from];
      } else {
        pieces.push({ from: i, to: i + 1, height: this.tops[i + 1] - this.tops[i] });
      }
    });
    this.pieces = pieces;
    this.#keys = new Set(pieces.flatMap((piece) => ('block' in piece ? piece.block.key : [])));
  }

  /**
   * Makes the empty elements as tall as what they stand for.
   *
   * @param {ArrayLike<Element>} elements of the pieces
   */
  fill(elements) {
    this.pieces.forEach((piece, i) => {
      if ('height' in piece) {
        /** @type {HTMLElement} */ (elements[i]).style.blockSize = `${piece.height}px`;
      }
    });
  }

  /**
   * Learns how tall blocks are.
   *
   * @param {ArrayLike<Element>} elements of the pieces
   */
  measure(elements) {
    this.pieces.forEach((piece, i) => {
      const height = elements[i]?.getBoundingClientRect().height ?? 0;
      if ('block' in piece && height > 0 && height !== this.#heights.of(piece.block)) {
        this.#heights.measured(piece.block, height);
        this.#tops = null;
      }
    });
  }

  /** How far below the first block each begins, and where the last ends. */
  get tops() {
    if (this.#tops === null) {
      let y = 0;
      this.#tops = [0, ...this.all.map((block) => (y += this.#heights.of(block)))];
    }
    return this.#tops;
  }

  /**
   * The blocks of which a part is at most so far from what is seen.
   *
   * @param {Sight} sight
   * @param {number} distance
   * @returns {{from: number, to: number}} without `to`
   */
  #near({ top, bottom }, distance) {
    return this.#areFew
      ? { from: 0, to: this.all.length }
      : { from: this.#at(top - distance), to: this.#at(bottom + distance) + 1 };
  }

  /** The block that is so many pixels below the upper edge of the first. @param {number} y */
  #at(y) {
    let low = 0;
    let high = this.all.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= y) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

/**
 * @param {number} index
 * @param {{from: number, to: number}} stretch
 */
function within(index, { from, to }) {
  return index >= from && index < to;
}
