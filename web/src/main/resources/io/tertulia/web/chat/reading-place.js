/**
 * @typedef {import('./drawn-blocks.js').DrawnBlocks} DrawnBlocks
 *
 * @typedef {{id: string, key: string, index: number, inside: number, top: number}} Anchor
 *   - id: of the first message in sight
 *   - key: of its block, which was the one with that index
 *   - inside: in pixels below the upper edge of the block
 *   - top: in pixels below the upper edge of what is seen
 */

/** So near to the end counts as there. */
const NEAR = 60;

/**
 * Where the reader is in the list: at its end, or where a certain message stands. Keeps that while
 * above, below and around it things change.
 */
export class ReadingPlace {
  #scroller;
  #blocks;

  /** How far was scrolled when it was last looked at. */
  #scrolled = 0;

  /** Null at the end. @type {Anchor | null} */
  anchor = null;
  atEnd = true;

  /**
   * @param {HTMLElement} scroller
   * @param {DrawnBlocks} blocks
   */
  constructor(scroller, blocks) {
    this.#scroller = scroller;
    this.#blocks = blocks;
  }

  /** Whether it was scrolled since it was last looked at. */
  get hasMoved() {
    return this.#scroller.scrollTop !== this.#scrolled;
  }

  /** What is seen. @returns {import('./drawn-blocks.js').Sight} */
  get sight() {
    const blocks = this.#blocks;
    const tall = this.#scroller.clientHeight;
    if (!this.anchor) {
      const bottom = blocks.height();
      return { top: bottom - tall, bottom };
    }
    const { key, id, index, inside, top } = this.anchor;
    const same = blocks.all.findIndex((block) => block.key === key);
    const at = same < 0 ? blocks.indexOf(id) : same;
    // Where the message is gone, the place is about where it was.
    const above = blocks.height(at < 0 ? Math.min(index, blocks.all.length) : at) + inside - top;
    return { top: above, bottom: above + tall };
  }

  /** From now on the end is what the reader sees. */
  goToEnd() {
    this.atEnd = true;
    this.anchor = null;
  }

  /** Looks where the reader is. */
  look() {
    this.#lookAtEnd();
    this.anchor = this.atEnd ? null : this.#first();
  }

  /** Looks where the reader is, and keeps that message where it is. @param {HTMLElement} item */
  lookAt(item) {
    this.#lookAtEnd();
    const index = this.#blocks.indexOf(item.dataset.id ?? '');
    const block = item.closest('.block');
    this.anchor = this.atEnd || !block ? null : this.#anchorAt(item, block, index);
  }

  /** Scrolls to where the place is now. */
  hold() {
    const scroller = this.#scroller;
    if (this.atEnd) {
      scroller.scrollTop = scroller.scrollHeight;
    } else if (this.anchor) {
      const item = scroller.querySelector(`[data-id="${CSS.escape(this.anchor.id)}"]`);
      if (item) {
        this.#bring(item, this.anchor);
      }
    }
    this.#scrolled = scroller.scrollTop;
  }

  /**
   * @param {Element} item
   * @param {Anchor} anchor
   */
  #bring(item, anchor) {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    // What the browser took off as there is less to scroll is no way that the reader went.
    const cut = scrollTop < this.#scrolled && scrollTop >= scrollHeight - clientHeight - 1;
    anchor.top -= cut ? 0 : scrollTop - this.#scrolled;
    const shift = top(item) - top(this.#scroller) - anchor.top;
    if (Math.abs(shift) >= 1) {
      this.#scroller.scrollTop = scrollTop + shift;
    }
  }

  #lookAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#scrolled = scrollTop;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /** The first message in sight, or that with which the first block begins if it is not drawn. */
  #first() {
    const edge = top(this.#scroller);
    const below = (/** @type {Element} */ element) => element.getBoundingClientRect().bottom > edge;
    const drawn = [...this.#scroller.querySelectorAll('.piece')];
    const at = drawn.findIndex(below);
    const piece = this.#blocks.pieces[at];
    if (!piece) {
      return null;
    }
    if ('block' in piece) {
      const item = [...drawn[at].querySelectorAll('[data-id]')].find(below) ?? drawn[at];
      return this.#anchorAt(/** @type {HTMLElement} */ (item), drawn[at], piece.index);
    }
    const begin = top(drawn[at]) - edge;
    const { index, above } = this.#blocks.below(piece.from, piece.to, -begin);
    const { key } = this.#blocks.all[index];
    return { id: key, key, index, inside: 0, top: begin + above };
  }

  /**
   * @param {HTMLElement} item
   * @param {Element} block
   * @param {number} index
   * @returns {Anchor}
   */
  #anchorAt(item, block, index) {
    const { key } = this.#blocks.all[index];
    const inside = top(item) - top(block);
    return { id: item.dataset.id ?? key, key, index, inside, top: top(item) - top(this.#scroller) };
  }
}

/** @param {Element} element */
function top(element) {
  return element.getBoundingClientRect().top;
}
