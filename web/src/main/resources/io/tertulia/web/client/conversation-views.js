import { conversationOf, messageOf, participantOf, reactionOf, referenceOf } from './snapshots.js';
import { kept } from './values.js';

/**
 * @typedef {import('./frames.js').MessageFact} MessageFact
 * @typedef {import('./frames.js').ParticipantFact} ParticipantFact
 * @typedef {import('./frames.js').ReactionFact} ReactionFact
 * @typedef {import('./mirror/conversation-mirror.js').ConversationMirror} ConversationMirror
 * @typedef {import('./snapshots.js').ConversationSnapshot} ConversationSnapshot
 * @typedef {import('./snapshots.js').MessageSnapshot} MessageSnapshot
 * @typedef {import('./snapshots.js').ParticipantSnapshot} ParticipantSnapshot
 * @typedef {import('./snapshots.js').ReferencedMessageSnapshot} ReferencedMessageSnapshot
 * @typedef {import('./snapshots.js').SingleReactionSnapshot} SingleReactionSnapshot
 * @typedef {import('./snapshots.js').UserSnapshot} UserSnapshot
 *
 * The messages that are known, and the viewer's own reactions to them: the same object until they
 * change.
 * @typedef {{message: (id: string) => MessageFact | null,
 *   ownReactions: (id: string) => readonly string[]}} KnownMessages
 *
 * @typedef {{participant: (userId: string) => ParticipantFact | null}} KnownParticipants
 */

/**
 * Snapshots of what belongs to one conversation.
 *
 * Whatever happens in it, all that is in a window is looked at again: for what did not change that
 * must cost a few comparisons, and make nothing.
 */
export class ConversationViews {
  #views;
  /** @type {Remembered<{fact: MessageFact, own: readonly string[], sender: UserSnapshot | null, reference: ReferencedMessageSnapshot | null, snapshot: MessageSnapshot}>} */
  #messages = new Remembered();
  /** @type {Remembered<{fact: MessageFact, own: readonly string[], sender: UserSnapshot, snapshot: ReferencedMessageSnapshot}>} */
  #references = new Remembered();
  /** @type {Remembered<{fact: ParticipantFact, user: UserSnapshot, snapshot: ParticipantSnapshot}>} */
  #participants = new Remembered();
  /** @type {WeakMap<ReactionFact, {user: UserSnapshot, snapshot: SingleReactionSnapshot}>} */
  #reactions = new WeakMap();
  /** @type {{parts: readonly unknown[], snapshot: ConversationSnapshot} | null} */
  #conversation = null;

  /** @param {import('./views.js').Views} views */
  constructor(views) {
    this.#views = views;
  }

  /** @param {ConversationMirror} mirror @returns {ConversationSnapshot} */
  conversation(mirror) {
    const { conversation, own, mark, tally, last } = mirror;
    const lastMessage = last === null ? null : this.message(mirror, last);
    const parts = [conversation, own, mark, tally, lastMessage];
    const seen = this.#conversation;
    if (seen !== null && seen.parts.every((part, i) => part === parts[i])) {
      return seen.snapshot;
    }
    const snapshot = kept(seen?.snapshot, conversationOf(mirror, lastMessage));
    this.#conversation = { parts, snapshot };
    return snapshot;
  }

  /**
   * @param {KnownMessages} others the messages of the conversation
   * @param {MessageFact} fact
   * @returns {MessageSnapshot}
   */
  message(others, fact) {
    const { id } = fact;
    const own = others.ownReactions(id);
    const sender = fact.senderId === null ? null : this.#views.person(fact.senderId);
    const reference = this.#reference(others, fact);
    const seen = this.#messages.get(id);
    const same =
      seen?.fact === fact &&
      seen.own === own &&
      seen.sender === sender &&
      seen.reference === reference;
    if (same) {
      return seen.snapshot;
    }
    const content = this.#views.content(fact.content, seen?.snapshot.content);
    const made = messageOf(fact, content, own, sender, reference);
    const snapshot = kept(seen?.snapshot, made);
    const known = (/** @type {string} */ other) => others.message(other) !== null;
    this.#messages.put(id, { fact, own, sender, reference, snapshot }, known);
    return snapshot;
  }

  /**
   * @param {KnownParticipants} others
   * @param {ParticipantFact} fact
   * @returns {ParticipantSnapshot}
   */
  participant(others, fact) {
    const user = this.#views.person(fact.userId);
    const seen = this.#participants.get(fact.userId);
    if (seen?.fact === fact && seen.user === user) {
      return seen.snapshot;
    }
    const snapshot = kept(seen?.snapshot, participantOf(fact, user));
    const known = (/** @type {string} */ other) => others.participant(other) !== null;
    this.#participants.put(fact.userId, { fact, user, snapshot }, known);
    return snapshot;
  }

  /** @param {ReactionFact} fact @returns {SingleReactionSnapshot} */
  reaction(fact) {
    const user = this.#views.person(fact.userId);
    const seen = this.#reactions.get(fact);
    if (seen?.user === user) {
      return seen.snapshot;
    }
    const snapshot = reactionOf(fact, user);
    this.#reactions.set(fact, { user, snapshot });
    return snapshot;
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
    const seen = this.#references.get(fact.id);
    if (seen?.fact === fact && seen.own === own && seen.sender === sender) {
      return seen.snapshot;
    }
    const content = this.#views.content(fact.content, seen?.snapshot.content);
    const snapshot = kept(seen?.snapshot, referenceOf(fact, content, own, sender));
    const known = (/** @type {string} */ other) => others.message(other) !== null;
    this.#references.put(fact.id, { fact, own, sender, snapshot }, known);
    return snapshot;
  }
}

/** When so much is remembered, what is no longer known is forgotten. */
const MAX_SEEN = 5_000;

/**
 * What was seen, by its id.
 *
 * @template V
 */
class Remembered {
  /** @type {Map<string, V>} */
  #seen = new Map();
  #most = MAX_SEEN;

  /** @param {string} id */
  get(id) {
    return this.#seen.get(id);
  }

  /**
   * @param {string} id
   * @param {V} value
   * @param {(id: string) => boolean} known a window may be as long as it likes, and keeps what was
   *   seen of it
   */
  put(id, value, known) {
    this.#seen.set(id, value);
    if (this.#seen.size > this.#most) {
      for (const other of [...this.#seen.keys()]) {
        if (!known(other)) {
          this.#seen.delete(other);
        }
      }
      this.#most = Math.max(MAX_SEEN, 2 * this.#seen.size);
    }
  }
}
