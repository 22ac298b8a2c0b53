/**
 * What `deleteFields` means as changes: a name resets a property, `map.key` removes one entry. The
 * key is everything behind the first dot, so it may hold dots itself.
 */
import { TalkError } from './errors.js';

const USER = {
  maps: ['custom', 'pushTokens'],
  others: ['locale', 'photoUrl', 'role', 'welcomeMessage', 'email', 'phone'],
  expected: "a user's property other than name",
};
const CONVERSATION = {
  maps: ['custom'],
  others: ['subject', 'photoUrl', 'welcomeMessages', 'access', 'notify'],
  expected: "a conversation's property, access or notify",
};
const PARTICIPANT = {
  maps: [],
  others: ['access', 'notify'],
  expected: 'access or notify',
};
const MESSAGE = {
  maps: ['custom'],
  others: [],
  expected: 'custom or custom.KEY',
};

/** @param {readonly string[]} names @throws {TalkError} when a name is none */
export function clearedOfUser(names) {
  return cleared(names, USER);
}

/** @param {readonly string[]} names @throws {TalkError} when a name is none */
export function clearedOfConversation(names) {
  return cleared(names, CONVERSATION);
}

/** @param {readonly string[]} names @throws {TalkError} when a name is none */
export function clearedOfParticipant(names) {
  return cleared(names, PARTICIPANT);
}

/** @param {readonly string[]} names @throws {TalkError} when a name is none */
export function clearedOfMessage(names) {
  return cleared(names, MESSAGE);
}

/**
 * @param {readonly string[]} names
 * @param {{maps: readonly string[], others: readonly string[], expected: string}} known
 * @returns {Record<string, any>}
 */
function cleared(names, { maps, others, expected }) {
  /** @type {Record<string, any>} */
  const change = {};
  for (const name of names) {
    const map = maps.find((each) => String(name).startsWith(`${each}.`));
    if (map !== undefined) {
      // Without all entries, it is without this one.
      if (change[map] !== null) {
        change[map] = { ...change[map], [name.slice(map.length + 1)]: null };
      }
    } else if (maps.includes(name) || others.includes(name)) {
      change[name] = null;
    } else {
      throw new TalkError('INVALID_ARGUMENT', `field: ${name} (expected: ${expected})`);
    }
  }
  return change;
}
