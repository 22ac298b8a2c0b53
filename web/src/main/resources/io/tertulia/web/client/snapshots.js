/**
 * What an application sees: immutable values, nested as the API promises. Times are milliseconds
 * since 1970. `docs/data-api.md` tells what each member means.
 */
import { plaintext } from './plaintext.js';
import { frozen, kept } from './values.js';

/**
 * @typedef {import('./frames.js').ContentBlock} ContentBlock
 * @typedef {import('./frames.js').UserFact} UserFact
 * @typedef {import('./frames.js').MessageFact} MessageFact
 * @typedef {import('./frames.js').ParticipantFact} ParticipantFact
 * @typedef {import('./frames.js').ReactionFact} ReactionFact
 * @typedef {import('./mirror/conversation-mirror.js').ConversationMirror} ConversationMirror
 * @typedef {{message: (id: string) => MessageFact | null,
 *   ownReactions: (id: string) => readonly string[]}} KnownMessages
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

/** When so much is remembered of one conversation, what is no longer known of it is forgotten. */
const MAX_SEEN = 5_000;
const SLACK = 100;

/**
 * Snapshots seen through the mirror.
 *
 * What did not change keeps its identity: a snapshot is made anew only when a fact in it, or a
 * snapshot inside it, is another object than before, and even then the old one is kept when the new
 * one holds the same.
 */
export class Views {
  #users;
  #base;
  /** @type {Map<string, {fact: UserFact, snapshot: UserSnapshot}>} */
  #byUser = new Map();
  /** @type {Map<string, ConversationViews>} */
  #byConversation = new Map();

  /**
   * @param {import('./mirror/users.js').Users} users
   * @param {string} base where files' addresses begin; without a slash at the end
   */
  constructor(users, base) {
    this.#users = users;
    this.#base = base;
  }

  /** The user; null when there is none. @param {string} id */
  user(id) {
    const fact = this.#users.get(id);
    if (fact === null) {
      this.#byUser.delete(id);
      return null;
    }
    const seen = this.#byUser.get(id);
    if (seen?.fact === fact) {
      return seen.snapshot;
    }
    const { type, version, ...shown } = fact;
    const snapshot = kept(seen?.snapshot, frozen(shown));
    this.#byUser.set(id, { fact, snapshot });
    return snapshot;
  }

  /** The user whom a fact names; one with the id for a name should the server not have told. @param {string} id @returns {UserSnapshot} */
  person(id) {
    return this.user(id) ?? stranger(id);
  }

  /** What belongs to one conversation. @param {string} id */
  of(id) {
    let views = this.#byConversation.get(id);
    if (!views) {
      views = new ConversationViews(this);
      this.#byConversation.set(id, views);
    }
    return views;
  }

  /** @param {ConversationMirror} mirror */
  conversation(mirror) {
    return this.of(mirror.id).conversation(mirror);
  }

  /**
   * The content of a message, with addresses that can be opened.
   *
   * @param {readonly ContentBlock[]} content
   * @returns {readonly ContentBlock[]}
   */
  content(content) {
    const partial = (/** @type {ContentBlock} */ b) => b.type === 'file' && b.url?.startsWith('/');
    return content.some(partial)
      ? frozen(content.map((b) => (partial(b) ? { ...b, url: this.#base + b.url } : b)))
      : content;
  }

  /**
   * Forgets what was seen of conversations and users who are no longer known, when that is much.
   *
   * @param {number} conversations how many are known
   * @param {(id: string) => boolean} known
   */
  forget(conversations, known) {
    if (this.#byConversation.size > SLACK + 2 * conversations) {
      for (const id of [...this.#byConversation.keys()]) {
        if (!known(id)) {
          this.#byConversation.delete(id);
        }
      }
      for (const id of [...this.#byUser.keys()]) {
        if (this.#users.get(id) === null) {
          this.#byUser.delete(id);
        }
      }
    }
  }
}

/** Snapshots of what belongs to one conversation. */
class ConversationViews {
  #views;
  /** @type {Map<string, {parts: unknown[], snapshot: any}>} */
  #seen = new Map();
  #most = MAX_SEEN;
  /** @type {KnownMessages | null} */
  #known = null;
  /** @type {ConversationSnapshot | undefined} */
  #conversation;

  /** @param {Views} views */
  constructor(views) {
    this.#views = views;
  }

  /** @param {ConversationMirror} mirror @returns {ConversationSnapshot} */
  conversation(mirror) {
    const { own, mark, last } = mirror;
    const { type, version, createdAt, ...shown } = mirror.conversation;
    const made = {
      ...shown,
      createdAt,
      joinedAt: own.joinedAt,
      lastMessage: last === null ? null : this.message(mirror, last),
      unreadMessageCount: mark.unread,
      readUntil: mark.readUntil,
      everyoneReadUntil: mirror.tally.everyoneReadUntil,
      isUnread: mark.markedUnread || mark.unread > 0,
      access: own.access,
      notify: own.notify,
    };
    this.#conversation = kept(this.#conversation, frozen(made));
    return this.#conversation;
  }

  /**
   * @param {KnownMessages} others the messages of the conversation
   * @param {MessageFact} fact
   * @returns {MessageSnapshot}
   */
  message(others, fact) {
    this.#known = others;
    const own = others.ownReactions(fact.id);
    const sender = fact.senderId === null ? null : this.#views.person(fact.senderId);
    const referencedMessage = this.#reference(others, fact);
    return this.#remember(`m${fact.id}`, [fact, own, sender, referencedMessage], () => ({
      id: fact.id,
      type: sender === null ? 'SystemMessage' : 'UserMessage',
      sender,
      custom: fact.custom,
      createdAt: fact.createdAt,
      editedAt: fact.editedAt,
      referencedMessage,
      origin: fact.origin,
      ...this.#shown(fact, own),
    }));
  }

  /** @param {ParticipantFact} fact @returns {ParticipantSnapshot} */
  participant(fact) {
    const user = this.#views.person(fact.userId);
    const { access, notify, joinedAt } = fact;
    return this.#remember(`p${fact.userId}`, [fact, user], () => ({
      user,
      access,
      notify,
      joinedAt,
    }));
  }

  /** @param {ReactionFact} fact @returns {SingleReactionSnapshot} */
  reaction(fact) {
    const user = this.#views.person(fact.userId);
    const key = JSON.stringify([fact.messageId, fact.emoji, fact.userId]);
    return this.#remember(`r${key}`, [fact, user], () => ({ user, createdAt: fact.createdAt }));
  }

  /**
   * @param {KnownMessages} others
   * @param {MessageFact} answer
   * @returns {ReferencedMessageSnapshot | null}
   */
  #reference(others, answer) {
    const id = answer.referencedMessageId;
    const fact = id === null ? null : others.message(id);
    if (fact === null || fact.senderId === null) {
      return null;
    }
    const sender = this.#views.person(fact.senderId);
    const own = others.ownReactions(fact.id);
    return this.#remember(`a${fact.id}`, [fact, own, sender], () => ({
      id: fact.id,
      type: 'UserMessage',
      sender,
      custom: fact.custom,
      createdAt: fact.createdAt,
      editedAt: fact.editedAt,
      referencedMessageId: fact.referencedMessageId,
      origin: fact.origin,
      ...this.#shown(fact, own),
    }));
  }

  /**
   * @param {MessageFact} fact
   * @param {readonly string[]} own
   */
  #shown(fact, own) {
    const content = this.#views.content(fact.content);
    return {
      plaintext: plaintext(content),
      content,
      reactions: fact.reactions.map(({ emoji, count }) => ({
        emoji,
        count,
        currentUserReacted: own.includes(emoji),
      })),
    };
  }

  /**
   * @param {string} key
   * @param {unknown[]} parts
   * @param {() => any} make
   */
  #remember(key, parts, make) {
    const seen = this.#seen.get(key);
    if (seen?.parts.every((part, i) => part === parts[i])) {
      return seen.snapshot;
    }
    const snapshot = kept(seen?.snapshot, frozen(make()));
    if (this.#seen.size >= this.#most && !seen) {
      this.#forget();
    }
    this.#seen.set(key, { parts, snapshot });
    return snapshot;
  }

  /** All but what is known: a window may be as long as it likes, and keeps its snapshots. */
  #forget() {
    for (const key of [...this.#seen.keys()]) {
      const message = key.startsWith('m') || key.startsWith('a');
      if (!message || !this.#known?.message(key.slice(1))) {
        this.#seen.delete(key);
      }
    }
    this.#most = Math.max(MAX_SEEN, 2 * this.#seen.size);
  }
}

/** Somebody of whom only the id is known. @param {string} id @returns {UserSnapshot} */
function stranger(id) {
  const nothing = { locale: null, photoUrl: null, welcomeMessage: null };
  return frozen({ id, name: id, custom: {}, role: 'default', ...nothing });
}
