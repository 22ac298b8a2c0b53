/**
 * What goes over the line: JSON with every default filled in, so that nothing behind this looks at
 * what is missing. `docs/protocol.md` tells what each frame means.
 */
import { frozen } from './values.js';

/**
 * @typedef {import('./bound.js').Bound} Bound
 *
 * @typedef {{readonly epoch: number, readonly version: number}} Position
 *
 * @typedef {Readonly<{type: 'user', id: string, version: number, name: string,
 *   custom: Readonly<Record<string, string>>, locale: string | null, photoUrl: string | null,
 *   role: string, welcomeMessage: string | null}>} UserFact
 *
 * @typedef {Readonly<{type: 'conversation', id: string, version: number, subject: string | null,
 *   photoUrl: string | null, welcomeMessages: readonly string[],
 *   custom: Readonly<Record<string, string>>, createdAt: number}>} ConversationFact
 *
 * @typedef {Readonly<{type: 'tally', version: number, messages: number, participants: number,
 *   everyoneReadUntil: number}>} TallyFact
 *
 * @typedef {Readonly<{type: 'participant', userId: string, version: number,
 *   access: 'ReadWrite' | 'Read', notify: boolean | 'MentionsOnly',
 *   joinedAt: number}>} ParticipantFact
 *
 * @typedef {Readonly<{type: 'message', id: string, version: number, senderId: string | null,
 *   createdAt: number, editedAt: number | null, origin: string, referencedMessageId: string | null,
 *   custom: Readonly<Record<string, string>>, content: readonly ContentBlock[],
 *   reactions: readonly {readonly emoji: string, readonly count: number}[]}>} MessageFact
 *
 * @typedef {Readonly<{type: 'reaction', messageId: string, emoji: string, userId: string,
 *   version: number, createdAt: number}>} ReactionFact
 *
 * @typedef {{readonly type: string, readonly [member: string]: any}} ContentBlock
 * @typedef {UserFact | ConversationFact | TallyFact | ParticipantFact | MessageFact | ReactionFact
 *   | {readonly type: 'unknown', readonly version: number}} Fact
 *
 * @typedef {Readonly<{version: number, readUntil: number, markedUnread: boolean,
 *   unread: number}>} ReadMark
 *
 * @typedef {Readonly<{conversationId: string, position: Position, fresh: boolean,
 *   put: readonly Fact[], gone: readonly any[], mark: ReadMark, messagesFrom: Bound | null,
 *   participantsFrom: Bound | null, reactors: readonly {messageId: string, emoji: string,
 *   put: readonly ReactionFact[], to: Bound | null}[]}>} ConversationState
 */

const NOTHING = Object.freeze({});
/** @type {any} */
const NONE = Object.freeze([]);

/** @type {Record<string, (json: any) => any>} */
const FACTS = {
  user: (f) => ({
    type: 'user',
    id: f.id,
    version: f.version,
    name: f.name,
    custom: f.custom ?? NOTHING,
    locale: f.locale ?? null,
    photoUrl: f.photoUrl ?? null,
    role: f.role ?? 'default',
    welcomeMessage: f.welcomeMessage ?? null,
  }),
  conversation: (f) => ({
    type: 'conversation',
    id: f.id,
    version: f.version,
    subject: f.subject ?? null,
    photoUrl: f.photoUrl ?? null,
    welcomeMessages: f.welcomeMessages ?? NONE,
    custom: f.custom ?? NOTHING,
    createdAt: f.createdAt,
  }),
  tally: (f) => ({
    type: 'tally',
    version: f.version,
    messages: f.messages,
    participants: f.participants,
    everyoneReadUntil: f.everyoneReadUntil,
  }),
  participant: (f) => ({
    type: 'participant',
    userId: f.userId,
    version: f.version,
    access: f.access ?? 'ReadWrite',
    notify: f.notify ?? true,
    joinedAt: f.joinedAt,
  }),
  message: (f) => ({
    type: 'message',
    id: f.id,
    version: f.version,
    senderId: f.senderId ?? null,
    createdAt: f.createdAt,
    editedAt: f.editedAt ?? null,
    origin: f.origin ?? 'rest',
    referencedMessageId: f.referencedMessageId ?? null,
    custom: f.custom ?? NOTHING,
    content: f.content ?? NONE,
    reactions: f.reactions ?? NONE,
  }),
  reaction: (f) => ({
    type: 'reaction',
    messageId: f.messageId,
    emoji: f.emoji,
    userId: f.userId,
    version: f.version,
    createdAt: f.createdAt,
  }),
};

/**
 * @param {any} json
 * @returns {Fact}
 */
function fact(json) {
  const read = Object.hasOwn(FACTS, json.type) ? FACTS[json.type] : undefined;
  return frozen(read ? read(json) : { type: 'unknown', version: json.version ?? 0 });
}

/** @param {any} json */
function facts(json) {
  return (json ?? NONE).map(fact);
}

/**
 * @param {any} json
 * @returns {ReadMark}
 */
function mark(json) {
  return {
    version: json.version,
    readUntil: json.readUntil,
    markedUnread: json.markedUnread ?? false,
    unread: json.unread ?? 0,
  };
}

/**
 * @param {any} json
 * @returns {ConversationState}
 */
function state(json) {
  return {
    conversationId: json.conversationId,
    position: { epoch: json.epoch, version: json.version },
    fresh: json.fresh ?? false,
    put: facts(json.put),
    gone: json.gone ?? NONE,
    mark: mark(json.mark),
    messagesFrom: json.messagesFrom ?? null,
    participantsFrom: json.participantsFrom ?? null,
    reactors: (json.reactors ?? NONE).map((/** @type {any} */ list) => ({
      messageId: list.messageId,
      emoji: list.emoji,
      put: facts(list.put).filter((/** @type {Fact} */ f) => f.type === 'reaction'),
      to: list.to ?? null,
    })),
  };
}

/** @type {Record<string, (f: any) => any>} */
const FRAMES = {
  answer: (f) => ({ put: facts(f.put), mark: f.mark ? mark(f.mark) : null }),
  results: (f) => ({
    hits: f.hits ?? NONE,
    states: (f.states ?? NONE).map(state),
    next: f.next ?? null,
  }),
  translated: (f) => ({ content: f.content ? frozen(f.content) : null }),
  refused: (f) => ({ code: f.code, message: f.message ?? '' }),
  state: (f) => ({ state: state(f), inboxTotal: f.inboxTotal ?? null }),
  outside: (f) => ({ conversationId: f.conversationId, inboxTotal: f.inboxTotal ?? null }),
  inbox: (f) => ({
    from: f.from,
    total: f.total,
    states: (f.states ?? NONE).map(state),
    gone: f.gone ?? NONE,
    filtered: f.filtered ?? NONE,
  }),
  event: (f) => ({
    conversationId: f.conversationId,
    position: { epoch: f.epoch, version: f.version },
    put: facts(f.put),
    gone: f.gone ?? NONE,
  }),
  marked: (f) => ({
    conversationId: f.conversationId,
    position: { epoch: f.epoch, version: f.version },
    mark: mark(f.mark),
  }),
  users: (f) => ({
    put: facts(f.put).filter((/** @type {Fact} */ u) => u.type === 'user'),
    gone: f.gone ?? NOTHING,
  }),
  typing: (f) => ({
    conversationId: f.conversationId,
    userIds: f.userIds ?? NONE,
    many: f.many ?? false,
    put: facts(f.put).filter((/** @type {Fact} */ u) => u.type === 'user'),
  }),
  online: (f) => ({ users: f.users ?? NOTHING }),
  welcome: (f) => ({
    time: f.time,
    tokenEndsAt: f.tokenEndsAt ?? null,
    view: f.view ?? null,
  }),
  renewed: (f) => ({ tokenEndsAt: f.tokenEndsAt ?? null }),
  done: (f) => ({ messageId: f.messageId ?? null, createdAt: f.createdAt ?? null }),
  bye: (f) => ({ code: f.code, message: f.message ?? '' }),
};

/**
 * Reads a frame of the server. One of an unknown type has no more than its type.
 *
 * @param {string} text
 * @returns {{type: string, id: number | null, [member: string]: any}}
 * @throws {SyntaxError | TypeError} when it makes no sense
 */
export function readFrame(text) {
  const json = JSON.parse(text);
  const read = Object.hasOwn(FRAMES, json.type) ? FRAMES[json.type] : undefined;
  return { type: json.type, id: json.id ?? null, ...(read ? read(json) : NOTHING) };
}
