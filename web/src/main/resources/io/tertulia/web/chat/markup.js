const MARKERS = Object.freeze({ bold: '*', italic: '_', strikethrough: '~' });
const FENCE = '```';

/**
 * Content as one would have typed it, to be edited.
 *
 * @param {readonly any[]} content
 */
export function markupOf(content) {
  return content
    .filter((block) => block.type === 'text')
    .map((block) => nodes(block.children ?? [], true))
    .join('\n');
}

/**
 * @param {any[]} children
 * @param {boolean} top whether lists stand on lines of their own
 * @returns {string}
 */
function nodes(children, top) {
  return children
    .map((child, i) => {
      const list = top && child.type === 'bulletList';
      const before = list && i > 0 ? '\n' : '';
      return before + node(child) + (list && i < children.length - 1 ? '\n' : '');
    })
    .join('');
}

/** @param {any} it @returns {string} */
function node(it) {
  if (typeof it === 'string') {
    return it;
  }
  const inside = () => nodes(it.children ?? [], false);
  switch (it.type) {
    case 'bold':
    case 'italic':
    case 'strikethrough': {
      const marker = MARKERS[/** @type {keyof typeof MARKERS} */ (it.type)];
      return marker + inside() + marker;
    }
    case 'bulletList':
      return it.children.map((/** @type {any} */ point) => `- ${nodes(point.children, false)}`).join('\n');
    case 'codeSpan':
      return FENCE + it.text + FENCE;
    case 'mention':
      return `@${it.text}`;
    default:
      return it.text ?? inside();
  }
}
