/** So long after one call that the user is typing, another is not worth telling. */
const APART_MILLIS = 1_000;

/** @typedef {{at: number, answer: Promise<void>, answered: boolean}} Mark */

/** When the user was last said to be typing, so that it is not said for every keystroke. */
export class TypingMarks {
  #now;
  /** By conversation. @type {Map<string, Mark>} */
  #marks = new Map();

  /** @param {() => number} now */
  constructor(now) {
    this.#now = now;
  }

  /**
   * Asks, or gives what was asked a moment ago, or is not answered yet, and was not refused.
   *
   * @param {string} conversationId
   * @param {() => Promise<void>} ask
   * @returns {Promise<void>}
   */
  mark(conversationId, ask) {
    const now = this.#now();
    const known = this.#marks.get(conversationId);
    if (known !== undefined && !isOver(known, now)) {
      return known.answer;
    }
    const mark = { at: now, answer: ask(), answered: false };
    this.#marks.set(conversationId, mark);
    mark.answer.then(
      () => {
        mark.answered = true;
      },
      () => this.#marks.get(conversationId) === mark && this.#marks.delete(conversationId),
    );
    return mark.answer;
  }

  /** A message was sent: the user types no longer, and may begin again at once. @param {string} conversationId */
  sent(conversationId) {
    this.#marks.delete(conversationId);
  }
}

/**
 * @param {Mark} mark
 * @param {number} now
 */
function isOver(mark, now) {
  const recent = now >= mark.at && now - mark.at < APART_MILLIS;
  return mark.answered && !recent;
}
