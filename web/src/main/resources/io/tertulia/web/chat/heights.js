/** @typedef {import('./message-blocks.js').Block} Block */

/** How tall a message is while none was measured. */
const GUESS = 64;

/** So many heights of blocks that are gone may be kept. */
const SLACK = 200;

/**
 * How tall blocks of messages are: as they were measured when they were last drawn. What was never
 * drawn is guessed once, from what was, so that nothing shifts by learning more.
 */
export class Heights {
  /** @type {Map<string, {height: number, messages: number}>} */
  #known = new Map();
  #measured = { height: GUESS, messages: 1 };

  /** @param {Block} block */
  of({ key, messages: { length } }) {
    const known = this.#known.get(key);
    if (known) {
      return (known.height * length) / known.messages;
    }
    const height = (this.#measured.height * length) / this.#measured.messages;
    this.#known.set(key, { height, messages: length });
    return height;
  }

  /**
   * A drawn block is that tall now.
   *
   * @param {Block} block
   * @param {number} height
   */
  measured({ key, messages: { length } }, height) {
    this.#measured.height += height;
    this.#measured.messages += length;
    this.#known.set(key, { height, messages: length });
  }

  /** Forgets blocks that are gone, when they are many. @param {readonly Block[]} blocks all that there are */
  forget(blocks) {
    if (this.#known.size > blocks.length + SLACK) {
      const keys = new Set(blocks.map(({ key }) => key));
      for (const key of [...this.#known.keys()]) {
        if (!keys.has(key)) {
          this.#known.delete(key);
        }
      }
    }
  }
}
