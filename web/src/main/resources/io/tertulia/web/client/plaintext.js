/** @typedef {import('./frames.js').ContentBlock} ContentBlock */

/**
 * The text of content without formatting and attachments.
 *
 * @param {readonly ContentBlock[]} content
 */
export function plaintext(content) {
  return content
    .filter((block) => block.type === 'text')
    .map((block) => blockText(block.children ?? []))
    .join('\n');
}

/**
 * A list stands on lines of its own: the line breaks around it are not among the nodes.
 *
 * @param {any[]} nodes
 */
function blockText(nodes) {
  return nodes
    .map((node, i) => {
      const list = node.type === 'bulletList';
      const before = list && i > 0 ? '\n' : '';
      return before + nodeText(node) + (list && i < nodes.length - 1 ? '\n' : '');
    })
    .join('');
}

/** @param {any} node @returns {string} */
function nodeText(node) {
  if (typeof node === 'string') {
    return node;
  }
  switch (node.type) {
    case 'mention':
      return `@${node.text}`;
    case 'bulletList':
      return node.children.map((/** @type {any} */ point) => `- ${childrenText(point)}`).join('\n');
    default:
      return node.text ?? childrenText(node);
  }
}

/** @param {any} node */
function childrenText(node) {
  return (node.children ?? []).map(nodeText).join('');
}
