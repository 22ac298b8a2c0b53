import { NOTHING } from '../bound.js';
import { equal } from '../values.js';
import { Reactors, bareEmoji, reactorsKey } from './reactors.js';

/**
 * @typedef {import('../frames.js').ConversationState} ConversationState
 * @typedef {import('../frames.js').MessageFact} MessageFact
 * @typedef {import('../frames.js').ReactionFact} ReactionFact
 * @typedef {{messageId: string, emoji: string}} ReactionsOf
 * @typedef {{put: readonly any[], gone: readonly any[]}} Event
 */

/** @type {readonly string[]} */
const NONE = Object.freeze([]);

/**
 * The reactions that are known of one conversation: the viewer's own, and whose there are where
 * somebody looks.
 *
 * A state tells the viewer's own reactions to every message that it tells. An event is the same for
 * everybody and tells what changed; of a message that it only makes visible it tells all reactions,
 * or none when there are many. Then it is not enough.
 */
export class Reactions {
  #viewer;

  /** The emoji of the viewer's own, by message; of other messages they are not known. @type {Map<string, readonly string[]>} */
  #own = new Map();

  /** @type {Map<string, {of: ReactionsOf, list: Reactors}>} */
  #reactors = new Map();

  /** @param {string} viewer */
  constructor(viewer) {
    this.#viewer = viewer;
  }

  /**
   * The viewer's own to a message; the same object until they change.
   *
   * @param {string} messageId
   */
  own(messageId) {
    return this.#own.get(messageId) ?? NONE;
  }

  /** @param {ReactionsOf} of */
  reactors(of) {
    return this.#reactors.get(reactorsKey(of))?.list ?? null;
  }

  /**
   * Whether somebody looks at reactions to that message.
   *
   * @param {string} messageId
   */
  concern(messageId) {
    return [...this.#reactors.values()].some((known) => known.of.messageId === messageId);
  }

  /** @param {Set<string>} people */
  addPeople(people) {
    for (const { list } of this.#reactors.values()) {
      for (const person of list.people()) {
        people.add(person);
      }
    }
  }

  /**
   * Takes a state.
   *
   * @param {ConversationState} state
   * @param {boolean} moved whether it is later than what was known, so that lists that it does not
   *   tell may have changed
   */
  applyState(state, moved) {
    /** @type {Map<string, string[]>} */
    const told = new Map();
    for (const fact of state.put) {
      if (fact.type === 'message') {
        told.set(fact.id, []);
      }
    }
    for (const fact of state.put) {
      if (fact.type === 'reaction' && fact.userId === this.#viewer) {
        told.get(fact.messageId)?.push(fact.emoji);
      }
    }
    told.forEach((emoji, messageId) => this.#keepOwn(messageId, emoji));
    if (moved) {
      this.#reactors.forEach(({ list }) => {
        list.stale = true;
      });
    }
    for (const { messageId, emoji, put, to } of state.reactors) {
      const of = { messageId, emoji };
      this.#reactors.set(reactorsKey(of), { of, list: new Reactors(put, to) });
    }
  }

  /**
   * Takes an event that is enough.
   *
   * @param {Event} event
   */
  applyEvent(event) {
    event.gone.forEach((gone) => this.#remove(gone));
    for (const fact of event.put) {
      if (fact.type === 'message') {
        this.#putMessage(fact, event);
      }
    }
    for (const fact of event.put) {
      if (fact.type === 'reaction') {
        this.#putReaction(fact);
      }
    }
  }

  /**
   * Whether an event makes a message visible of which it does not tell which reactions are the
   * viewer's.
   *
   * @param {Event} event
   * @param {import('./held.js').Held<MessageFact>} messages as they are before the event
   */
  lack(event, messages) {
    /** @type {MessageFact[]} */
    const put = event.put.filter((fact) => fact.type === 'message');
    if (put.every((message) => this.#known(message, event))) {
      return false;
    }
    const before = messages.shelf.top;
    let newest = before === null || isGone(before, event) ? -Infinity : before.createdAt;
    for (const message of put) {
      newest = Math.max(newest, message.createdAt);
    }
    const visible = new Set();
    for (const message of put) {
      if (messages.holds(message) || message.createdAt === newest) {
        visible.add(message.id);
        if (message.referencedMessageId !== null) {
          visible.add(message.referencedMessageId);
        }
      }
    }
    return put.some((message) => visible.has(message.id) && !this.#known(message, event));
  }

  /**
   * The facts of an event that is enough, but for messages of which it does not tell which
   * reactions are the viewer's: they are not visible, and must not come to be so by being the last
   * that a list lacked.
   *
   * @param {Event} event
   */
  toldBy(event) {
    return event.put.filter((fact) => fact.type !== 'message' || this.#known(fact, event));
  }

  /**
   * Says how many reactions each list has.
   *
   * @param {(messageId: string) => MessageFact | null} messages
   */
  count(messages) {
    for (const { of, list } of this.#reactors.values()) {
      const message = messages(of.messageId);
      if (message !== null && list.exists && !list.stale) {
        list.shelf.totalNow(countOf(message, of.emoji));
      }
    }
  }

  /**
   * Forgets lists at which nobody looks.
   *
   * @param {Set<string>} watched their keys
   */
  retainReactors(watched) {
    for (const key of [...this.#reactors.keys()]) {
      if (!watched.has(key)) {
        this.#reactors.delete(key);
      }
    }
  }

  /**
   * Forgets the viewer's own reactions to other messages.
   *
   * @param {(messageId: string) => boolean} known
   */
  retainMessages(known) {
    for (const id of [...this.#own.keys()]) {
      if (!known(id)) {
        this.#own.delete(id);
      }
    }
  }

  /**
   * @param {string} messageId
   * @param {string[]} emoji
   */
  #keepOwn(messageId, emoji) {
    const sorted = [...new Set(emoji)].sort();
    const before = this.#own.get(messageId);
    if (before === undefined || !equal(before, sorted)) {
      this.#own.set(messageId, sorted.length === 0 ? NONE : Object.freeze(sorted));
    }
  }

  /**
   * @param {MessageFact} message
   * @param {Event} event
   */
  #known(message, event) {
    if (this.#own.has(message.id) || message.reactions.length === 0) {
      return true;
    }
    const told = event.put.filter((f) => f.type === 'reaction' && f.messageId === message.id);
    return told.length === message.reactions.reduce((sum, r) => sum + r.count, 0);
  }

  /**
   * @param {MessageFact} message
   * @param {Event} event
   */
  #putMessage(message, event) {
    if (this.#known(message, event) && !this.#own.has(message.id)) {
      this.#own.set(message.id, NONE);
    }
    for (const known of this.#reactors.values()) {
      if (known.of.messageId === message.id && !known.list.exists) {
        known.list = new Reactors([], NOTHING);
      }
    }
  }

  /** @param {ReactionFact} reaction */
  #putReaction(reaction) {
    const before = this.#own.get(reaction.messageId);
    if (before !== undefined && reaction.userId === this.#viewer) {
      this.#keepOwn(reaction.messageId, [...before, reaction.emoji]);
    }
    const list = this.reactors(reaction);
    if (list !== null && list.exists) {
      list.put(reaction);
    }
  }

  /** @param {any} gone */
  #remove(gone) {
    if (gone.type === 'message') {
      this.#own.delete(gone.id);
      for (const known of this.#reactors.values()) {
        if (known.of.messageId === gone.id) {
          known.list = new Reactors([], null);
        }
      }
    } else if (gone.type === 'reaction') {
      const before = this.#own.get(gone.messageId);
      if (before !== undefined && gone.userId === this.#viewer) {
        this.#keepOwn(gone.messageId, before.filter((emoji) => emoji !== gone.emoji));
      }
      this.reactors(gone)?.remove(gone.userId);
    }
  }
}

/**
 * @param {MessageFact} message
 * @param {string} emoji
 */
function countOf(message, emoji) {
  return message.reactions
    .filter((reaction) => bareEmoji(reaction.emoji) === bareEmoji(emoji))
    .reduce((sum, reaction) => sum + reaction.count, 0);
}

/**
 * @param {MessageFact} message
 * @param {Event} event
 */
function isGone(message, event) {
  return event.gone.some((gone) => gone.type === 'message' && gone.id === message.id);
}
