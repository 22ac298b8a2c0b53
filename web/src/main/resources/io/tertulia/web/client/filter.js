/**
 * Which conversations are meant: the same filters as everywhere, `docs/data-api.md`.
 *
 * @typedef {Record<string, any> | ['any', Record<string, any>[]]} ConversationFilter
 *
 * @typedef {{access: string, custom: Readonly<Record<string, string>>, isUnread: boolean,
 *   subject: string | null, lastActivityAt: number, createdAt: number, hasMessages: boolean,
 *   joinedAt: number}} Traits what a filter looks at
 */

const MAX_BYTES = 16384;
const TEXTS = new Set(['access', 'subject']);
const FLAGS = new Set(['isUnread', 'hasMessages']);
const TIMES = new Set(['lastActivityAt', 'createdAt', 'joinedAt']);

/**
 * What is wrong with a filter; null when nothing is.
 *
 * @param {unknown} filter
 * @returns {string | null}
 */
export function flawOf(filter) {
  const json = JSON.stringify(filter) ?? '';
  const bytes = new TextEncoder().encode(json).length;
  if (bytes > MAX_BYTES) {
    return `filter: ${bytes} bytes of JSON (expected: at most ${MAX_BYTES})`;
  }
  if (!Array.isArray(filter)) {
    return simpleFlaw(filter);
  }
  if (filter.length !== 2 || filter[0] !== 'any' || !Array.isArray(filter[1])) {
    return `filter: ${json} (expected: "any" and filters)`;
  }
  if (filter[1].length === 0) {
    return 'any: nothing (expected: at least one filter)';
  }
  return filter[1].map(simpleFlaw).find((flaw) => flaw !== null) ?? null;
}

/**
 * Whether a conversation is meant.
 *
 * @param {ConversationFilter} filter without a flaw
 * @param {Traits} traits
 * @returns {boolean}
 */
export function matches(filter, traits) {
  return Array.isArray(filter)
    ? filter[1].some((/** @type {any} */ simple) => matchesSimple(simple, traits))
    : matchesSimple(filter, traits);
}

/**
 * @param {Record<string, any>} filter
 * @param {Traits} traits
 */
function matchesSimple(filter, traits) {
  for (const [field, wanted] of Object.entries(filter)) {
    if (wanted === undefined || wanted === null) {
      continue;
    }
    const value = /** @type {any} */ (traits)[field];
    if (FLAGS.has(field) && wanted !== value) {
      return false;
    }
    if (TEXTS.has(field) && !fitsText(wanted, value)) {
      return false;
    }
    if (TIMES.has(field) && !fitsTime(wanted, value)) {
      return false;
    }
    if (field === 'custom' && !fitsCustom(wanted, traits.custom)) {
      return false;
    }
  }
  return true;
}

/**
 * @param {[string, any]} condition
 * @param {string | null} value
 */
function fitsText([operator, operand], value) {
  const values = operator.endsWith('neOf') ? operand : [operand];
  return values.includes(value) !== operator.startsWith('!');
}

/**
 * @param {Record<string, any>} wanted
 * @param {Readonly<Record<string, string>>} custom
 */
function fitsCustom(wanted, custom) {
  return Object.entries(wanted).every(([key, condition]) => {
    const value = Object.hasOwn(custom, key) ? custom[key] : null;
    if (typeof condition === 'string') {
      return (condition === 'exists') === (value !== null);
    }
    return value === null ? condition[0].startsWith('!') : fitsText(condition, value);
  });
}

/**
 * @param {[string, any]} condition
 * @param {number} millis
 */
function fitsTime([operator, operand], millis) {
  switch (operator) {
    case '>':
      return millis > operand;
    case '<':
      return millis < operand;
    case '>=':
      return millis >= operand;
    case '<=':
      return millis <= operand;
    default:
      return (
        (millis >= operand[0] && millis < operand[1]) !== operator.startsWith('!')
      );
  }
}

/**
 * @param {unknown} filter
 * @returns {string | null}
 */
function simpleFlaw(filter) {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    return `filter: ${JSON.stringify(filter)} (expected: an object)`;
  }
  for (const [field, wanted] of Object.entries(filter)) {
    const flaw = wanted === undefined || wanted === null ? null : fieldFlaw(field, wanted);
    if (flaw) {
      return flaw;
    }
  }
  return null;
}

/**
 * @param {string} field
 * @param {any} wanted
 * @returns {string | null}
 */
function fieldFlaw(field, wanted) {
  const found = `${field}: ${JSON.stringify(wanted)}`;
  if (FLAGS.has(field)) {
    return typeof wanted === 'boolean' ? null : `${found} (expected: true or false)`;
  }
  if (TEXTS.has(field)) {
    return isText(wanted) ? null : `${found} (expected: ==, !=, oneOf or !oneOf and an operand)`;
  }
  if (TIMES.has(field)) {
    return isTime(wanted)
      ? null
      : `${found} (expected: >, <, >=, <=, between or !between, and milliseconds since 1970)`;
  }
  if (field !== 'custom') {
    return `filter: ${field} (expected: a field that conversations have)`;
  }
  const good =
    typeof wanted === 'object' &&
    Object.values(wanted).every((c) => c === 'exists' || c === '!exists' || isText(c));
  return good ? null : `${found} (expected: conditions by key)`;
}

/** @param {any} condition */
function isText(condition) {
  if (!Array.isArray(condition) || condition.length !== 2) {
    return false;
  }
  const [operator, operand] = condition;
  const one = (/** @type {unknown} */ value) => value === null || typeof value === 'string';
  return operator === '==' || operator === '!='
    ? one(operand)
    : (operator === 'oneOf' || operator === '!oneOf') &&
        Array.isArray(operand) &&
        operand.every(one);
}

/** @param {any} condition */
function isTime(condition) {
  if (!Array.isArray(condition) || condition.length !== 2) {
    return false;
  }
  const [operator, operand] = condition;
  if (operator === 'between' || operator === '!between') {
    return Array.isArray(operand) && operand.length === 2 && operand.every(Number.isSafeInteger);
  }
  return ['>', '<', '>=', '<='].includes(operator) && Number.isSafeInteger(operand);
}
