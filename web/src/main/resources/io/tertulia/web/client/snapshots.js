/**
 * What an application sees: immutable values, nested as the API promises. Times are milliseconds
 * since 1970. `docs/data-api.md` tells what each member means.
 */
import { plaintext } from './plaintext.js';
import { frozen } from './values.js';

/**
 * @typedef {import('./frames.js').ContentBlock} ContentBlock
 * @typedef {import('./frames.js').UserFact} UserFact
 * @typedef {import('./frames.js').MessageFact} MessageFact
 * @typedef {import('./frames.js').ParticipantFact} ParticipantFact
 * @typedef {import('./frames.js').ReactionFact} ReactionFact
 * @typedef {import('./mirror/conversation-mirror.js').ConversationMirror} ConversationMirror
 *
 * @typedef {Readonly<{id: string, name: string, custom: Readonly<Record<string, string>>,
 *   locale: string | null, photoUrl: string | null, role: string,
 *   welcomeMessage: string | null}>} UserSnapshot
 *
 * @typedef {Readonly<{emoji: string, count: number, currentUserReacted: boolean}>}
 *   ReactionsSummarySnapshot
 *
 * @typedef {Readonly<{id: string, type: 'UserMessage', sender: UserSnapshot,
 *   custom: Readonly<Record<string, string>>, createdAt: number, editedAt: number | null,
 *   referencedMessageId: string | null, origin: string, plaintext: string,
 *   content: readonly ContentBlock[], reactions: readonly ReactionsSummarySnapshot[]}>}
 *   ReferencedMessageSnapshot
 *
 * @typedef {Readonly<{id: string, type: 'UserMessage' | 'SystemMessage',
 *   sender: UserSnapshot | null, custom: Readonly<Record<string, string>>, createdAt: number,
 *   editedAt: number | null, referencedMessage: ReferencedMessageSnapshot | null, origin: string,
 *   plaintext: string, content: readonly ContentBlock[],
 *   reactions: readonly ReactionsSummarySnapshot[]}>} MessageSnapshot
 *
 * @typedef {Readonly<{id: string, subject: string | null, photoUrl: string | null,
 *   welcomeMessages: readonly string[], custom: Readonly<Record<string, string>>,
 *   createdAt: number, joinedAt: number, lastMessage: MessageSnapshot | null,
 *   unreadMessageCount: number, readUntil: number, everyoneReadUntil: number, isUnread: boolean,
 *   access: 'ReadWrite' | 'Read', notify: boolean | 'MentionsOnly'}>} ConversationSnapshot
 *
 * @typedef {Readonly<{user: UserSnapshot, access: 'ReadWrite' | 'Read',
 *   notify: boolean | 'MentionsOnly', joinedAt: number}>} ParticipantSnapshot
 *
 * @typedef {Readonly<{user: UserSnapshot, createdAt: number}>} SingleReactionSnapshot
 * @typedef {Readonly<{user: UserSnapshot, isConnected: boolean}>} UserOnlineSnapshot
 * @typedef {Readonly<{many: false, users: readonly UserSnapshot[]} | {many: true}>} TypingSnapshot
 */

/** @param {UserFact} fact @returns {UserSnapshot} */
export function userOf({ type, version, ...shown }) {
  return frozen(shown);
}

/** Somebody of whom only the id is known. @param {string} id @returns {UserSnapshot} */
export function stranger(id) {
  const nothing = { locale: null, photoUrl: null, welcomeMessage: null };
  return frozen({ id, name: id, custom: {}, role: 'default', ...nothing });
}

/** @param {ParticipantFact} fact @param {UserSnapshot} user @returns {ParticipantSnapshot} */
export function participantOf({ access, notify, joinedAt }, user) {
  return frozen({ user, access, notify, joinedAt });
}

/** @param {ReactionFact} fact @param {UserSnapshot} user @returns {SingleReactionSnapshot} */
export function reactionOf({ createdAt }, user) {
  return frozen({ user, createdAt });
}

/**
 * @param {MessageFact} fact
 * @param {readonly ContentBlock[]} content of the message, as it is shown
 * @param {readonly string[]} own the emoji with which the viewer reacted
 * @param {UserSnapshot | null} sender
 * @param {ReferencedMessageSnapshot | null} referencedMessage
 * @returns {MessageSnapshot}
 */
export function messageOf(fact, content, own, sender, referencedMessage) {
  return frozen({
    id: fact.id,
    type: sender === null ? 'SystemMessage' : 'UserMessage',
    sender,
    custom: fact.custom,
    createdAt: fact.createdAt,
    editedAt: fact.editedAt,
    referencedMessage,
    origin: fact.origin,
    plaintext: plaintext(content),
    content,
    reactions: reactionsOf(fact, own),
  });
}

/**
 * @param {MessageFact} fact
 * @param {readonly ContentBlock[]} content of the message, as it is shown
 * @param {readonly string[]} own the emoji with which the viewer reacted
 * @param {UserSnapshot} sender
 * @returns {ReferencedMessageSnapshot}
 */
export function referenceOf(fact, content, own, sender) {
  return frozen({
    id: fact.id,
    type: 'UserMessage',
    sender,
    custom: fact.custom,
    createdAt: fact.createdAt,
    editedAt: fact.editedAt,
    referencedMessageId: fact.referencedMessageId,
    origin: fact.origin,
    plaintext: plaintext(content),
    content,
    reactions: reactionsOf(fact, own),
  });
}

/**
 * @param {ConversationMirror} mirror
 * @param {MessageSnapshot | null} lastMessage
 * @returns {ConversationSnapshot}
 */
export function conversationOf({ conversation, own, mark, tally }, lastMessage) {
  const { type, version, ...shown } = conversation;
  return frozen({
    ...shown,
    joinedAt: own.joinedAt,
    lastMessage,
    unreadMessageCount: mark.unread,
    readUntil: mark.readUntil,
    everyoneReadUntil: tally.everyoneReadUntil,
    isUnread: mark.markedUnread || mark.unread > 0,
    access: own.access,
    notify: own.notify,
  });
}

/** @param {MessageFact} fact @param {readonly string[]} own */
function reactionsOf({ reactions }, own) {
  return reactions.map(({ emoji, count }) => ({
    emoji,
    count,
    currentUserReacted: own.includes(emoji),
  }));
}
