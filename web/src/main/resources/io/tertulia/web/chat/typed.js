/**
 * What a person typed as content, where people are mentioned in it.
 *
 * A text without mentions goes to the server as it was typed, and the server finds the markup in it.
 * The markup knows no mentions: with them, content is sent, which the server takes as it is. So the
 * same rules are here once more: code, lists, emphasis, and of the links those that say `http`.
 */

const STYLES = /** @type {Record<string, string>} */ ({ '*': 'bold', _: 'italic', '~': 'strikethrough' });
const FENCE = '```';
const URL_PATTERN = /(?<![A-Za-z0-9])https?:\/\/[^\s<>|\\\p{Cc}]+/giu;
const TRAILING = '.,;:!?"\'*_~';

/** What words are made of: letters, digits and the accents on them. */
const LETTER = /^(?![\uFE00-\uFE0F])[\p{L}\p{Nd}\p{Mn}\p{Mc}]$/u;
const BLANK = /^\s$/u;

/** @typedef {any} Token a character, or a node that was recognised already */

/**
 * @param {string} text
 * @param {ReadonlyMap<string, {id: string, name: string}>} people by what stands in the text for them
 * @returns {any[]} one block
 */
export function contentOf(text, people) {
  const pieces = cut(withoutBlankEnds(text))
    .flatMap((piece) => (typeof piece === 'string' ? mentions(piece, people) : [piece]))
    .flatMap((piece) => (typeof piece === 'string' ? links(piece) : [piece]));
  return [{ type: 'text', children: nodes(pieces.flatMap((p) => (typeof p === 'string' ? [...p] : [p]))) }];
}

/**
 * Who is mentioned in content, by what stands for them in its text.
 *
 * @param {readonly any[]} content
 * @returns {Map<string, {id: string, name: string}>}
 */
export function mentionsIn(content) {
  const found = new Map();
  const look = (/** @type {any} */ node) => {
    if (node.type === 'mention') {
      found.set(`@${node.text}`, { id: node.id, name: node.text });
    }
    node.children?.forEach(look);
  };
  content.forEach(look);
  return found;
}

/** @param {string} text */
function withoutBlankEnds(text) {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? '' : lines.slice(first, last + 1).join('\n');
}

/** Text, and the code in it. @param {string} text @returns {any[]} */
function cut(text) {
  const pieces = [];
  let copied = 0;
  let open = text.indexOf(FENCE);
  while (open >= 0) {
    const close = text.indexOf(FENCE, open + FENCE.length);
    if (close < 0) {
      break;
    }
    const code = text.slice(open + FENCE.length, close).replace(/^\n/, '').replace(/\n$/, '');
    if (code === '') {
      open = close; // These back-ticks are literal; the next ones may still open.
    } else {
      pieces.push(text.slice(copied, open), { type: 'codeSpan', text: code });
      copied = close + FENCE.length;
      open = text.indexOf(FENCE, copied);
    }
  }
  return [...pieces, text.slice(copied)];
}

/**
 * @param {string} text
 * @param {ReadonlyMap<string, {id: string, name: string}>} people
 * @returns {any[]}
 */
function mentions(text, people) {
  const names = [...people.keys()].sort((a, b) => b.length - a.length).map(escaped);
  if (names.length === 0) {
    return [text];
  }
  const pattern = new RegExp(`(?<![\\p{L}\\p{Nd}])(${names.join('|')})(?![\\p{L}\\p{Nd}])`, 'u');
  return text.split(pattern).map((piece, i) => {
    const user = i % 2 === 1 ? people.get(piece) : undefined;
    return user ? { type: 'mention', id: user.id, text: user.name } : piece;
  });
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** @param {string} text @returns {any[]} */
function links(text) {
  const pieces = [];
  let copied = 0;
  for (const { 0: found, index } of text.matchAll(URL_PATTERN)) {
    const url = withoutTrailing(found);
    if (URL.canParse(url) && new URL(url).hostname !== '') {
      pieces.push(text.slice(copied, index), { type: 'autoLink', url, text: url });
      copied = index + url.length;
    }
  }
  return [...pieces, text.slice(copied)];
}

/** Without what belongs to the sentence, and brackets never opened. @param {string} url */
function withoutTrailing(url) {
  let surplus = url.split(')').length - url.split('(').length;
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1];
    if (last === ')' && surplus > 0) {
      surplus--;
    } else if (!TRAILING.includes(last)) {
      break;
    }
  }
  return url.slice(0, end);
}

/** @param {Token[]} tokens */
function nodes(tokens) {
  /** @type {any[]} */
  const all = [];
  /** @type {any[]} */
  let points = [];
  const endList = () => {
    if (points.length > 0) {
      all.push({ type: 'bulletList', children: points });
      points = [];
    }
  };
  let belowText = false;
  for (const line of lines(tokens)) {
    const bullet = bulletLength(line);
    if (bullet > 0) {
      points.push({ type: 'bulletPoint', children: emphasis(line.slice(bullet)) });
    } else {
      endList();
      all.push(belowText ? '\n' : '', ...emphasis(line));
    }
    belowText = bullet === 0;
  }
  endList();
  return joined(all);
}

/** @param {Token[]} tokens */
function lines(tokens) {
  /** @type {Token[][]} */
  const all = [[]];
  for (const token of tokens) {
    if (token === '\n') {
      all.push([]);
    } else {
      all[all.length - 1].push(token);
    }
  }
  return all;
}

/** The length of a line's marker and the blanks behind it. @param {Token[]} line */
function bulletLength(line) {
  if (line.length < 3 || !['-', '*', '+'].includes(line[0])) {
    return 0;
  }
  let i = 1;
  while (line[i] === ' ' || line[i] === '\t') {
    i++;
  }
  return i > 1 && i < line.length && !isBlank(line[i]) ? i : 0;
}

/**
 * Bold, italic and struck through: the first that opens wins, then the nearest that closes.
 *
 * @param {Token[]} line
 */
function emphasis(line) {
  const closers = new Map(Object.keys(STYLES).map((marker) => [marker, -1]));
  const closer = (/** @type {string} */ marker, /** @type {number} */ from) => {
    let i = closers.get(marker) ?? -1;
    if (i < from) {
      i = from;
      while (i < line.length && !(line[i] === marker && closes(line, i))) {
        i++;
      }
      closers.set(marker, i);
    }
    return i;
  };
  /** @type {(from: number, to: number) => any[]} */
  const between = (from, to) => {
    const all = [];
    for (let i = from; i < to; i++) {
      const marker = line[i];
      const end = Object.hasOwn(STYLES, marker) && opens(line, i) ? closer(marker, i + 1) : to;
      if (end < to) {
        all.push({ type: STYLES[marker], children: between(i + 1, end) });
        i = end;
      } else {
        all.push(marker);
      }
    }
    return joined(all);
  };
  return between(0, line.length);
}

/**
 * @param {Token[]} line
 * @param {number} i
 */
function opens(line, i) {
  return !isDoubled(line, i) && !isLetter(line[i - 1]) && i + 1 < line.length && !isBlank(line[i + 1]);
}

/**
 * @param {Token[]} line
 * @param {number} i
 */
function closes(line, i) {
  return !isDoubled(line, i) && i > 0 && !isBlank(line[i - 1]) && !isLetter(line[i + 1]);
}

/**
 * @param {Token[]} line
 * @param {number} i
 */
function isDoubled(line, i) {
  return line[i - 1] === line[i] || line[i + 1] === line[i];
}

/** @param {Token} token */
function isBlank(token) {
  return typeof token === 'string' && BLANK.test(token);
}

/** @param {Token} token */
function isLetter(token) {
  return typeof token === 'string' && LETTER.test(token);
}

/** Strings beside each other become one, empty ones vanish. @param {any[]} all */
function joined(all) {
  /** @type {any[]} */
  const result = [];
  for (const each of all) {
    if (typeof each === 'string' && typeof result.at(-1) === 'string') {
      result[result.length - 1] += each;
    } else if (each !== '') {
      result.push(each);
    }
  }
  return result;
}
