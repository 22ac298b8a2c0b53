/**
 * Messages that follow each other, oldest first, and are drawn together or not at all.
 *
 * @typedef {Readonly<{key: string, messages: readonly any[], before: any}>} Block
 *   - key: the id of the first message
 *   - before: the message before it; null for none
 */

/** So many messages are drawn together at most. */
const MAX = 12;

/**
 * Messages in blocks. Where there was a border it stays, whatever comes before or behind, and a block
 * in which nothing changed stays the same object.
 *
 * @param {readonly any[]} messages newest first
 * @param {readonly Block[]} known the blocks until now
 * @returns {Block[]} oldest first
 */
export function inBlocks(messages, known) {
  const byKey = new Map(known.map((block) => [block.key, block]));
  /** @type {Block[]} */
  const all = [];
  for (let first = messages.length - 1; first >= 0; ) {
    const there = byKey.get(messages[first].id);
    const end = endOf(messages, first, byKey);
    const block = there && isSame(there, messages, first, end) ? there : cut(messages, first, end);
    all.push(block);
    first = end;
  }
  return all;
}

/**
 * Where the next block begins.
 *
 * @param {readonly any[]} messages
 * @param {number} first
 * @param {ReadonlyMap<string, Block>} borders
 */
function endOf(messages, first, borders) {
  let end = first - 1;
  while (end >= 0 && first - end < MAX && !borders.has(messages[end].id)) {
    end--;
  }
  return end;
}

/**
 * @param {Block} block
 * @param {readonly any[]} messages
 * @param {number} first
 * @param {number} end
 */
function isSame(block, messages, first, end) {
  return (
    block.messages.length === first - end &&
    block.before === (messages[first + 1] ?? null) &&
    block.messages.every((message, i) => message === messages[first - i])
  );
}

/**
 * @param {readonly any[]} messages
 * @param {number} first
 * @param {number} end
 * @returns {Block}
 */
function cut(messages, first, end) {
  return Object.freeze({
    key: messages[first].id,
    messages: Object.freeze(messages.slice(end + 1, first + 1).reverse()),
    before: messages[first + 1] ?? null,
  });
}
