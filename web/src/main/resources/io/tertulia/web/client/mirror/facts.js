import { Held } from './held.js';

/**
 * @typedef {import('../bound.js').Bound} Bound
 * @typedef {import('../frames.js').ConversationFact} ConversationFact
 * @typedef {import('../frames.js').MessageFact} MessageFact
 * @typedef {import('../frames.js').ParticipantFact} ParticipantFact
 * @typedef {import('../frames.js').TallyFact} TallyFact
 */

/** The facts of one conversation, each in the highest version that was heard of. */
export class Facts {
  /** @type {Held<MessageFact>} */
  messages = new Held((message) => ({ at: message.createdAt, id: message.id }));
  /** @type {Held<ParticipantFact>} */
  participants = new Held((participant) => ({ at: participant.joinedAt, id: participant.userId }));
  /** @type {ConversationFact | null} */
  conversation = null;
  /** @type {TallyFact | null} */
  tally = null;

  /** The newest message; null for none. */
  get last() {
    return this.messages.shelf.top;
  }

  /**
   * @param {readonly any[]} put
   * @param {readonly any[]} gone
   */
  change(put, gone) {
    for (const { type, id, userId } of gone) {
      if (type === 'message') {
        this.messages.remove(id);
      } else if (type === 'participant') {
        this.participants.remove(userId);
      }
    }
    put.forEach((fact) => this.#put(fact));
  }

  /**
   * Forgets messages below all windows, but for the last one, those that known ones answer and those
   * that are wanted for another reason.
   *
   * @param {Bound | null} from the lowest window's bound, null when there is none
   * @param {(id: string) => boolean} wanted
   */
  pruneMessages(from, wanted) {
    const { messages, last } = this;
    messages.raise(from);
    const seen = (/** @type {MessageFact} */ message) =>
      messages.holds(message) || message === last;
    const answered = new Set();
    for (const message of messages.facts()) {
      if (message.referencedMessageId !== null && seen(message)) {
        answered.add(message.referencedMessageId);
      }
    }
    messages.retain(
      (message) => seen(message) || answered.has(message.id) || wanted(message.id),
    );
  }

  /**
   * Forgets participants below all windows, but for those that are wanted for another reason.
   *
   * @param {Bound | null} from
   * @param {(userId: string) => boolean} wanted
   */
  pruneParticipants(from, wanted) {
    const { participants } = this;
    participants.raise(from);
    participants.retain((fact) => participants.holds(fact) || wanted(fact.userId));
  }

  /**
   * Adds everybody who takes part or sent something.
   *
   * @param {Set<string>} people
   */
  addPeople(people) {
    for (const id of this.participants.ids()) {
      people.add(id);
    }
    for (const message of this.messages.facts()) {
      if (message.senderId !== null) {
        people.add(message.senderId);
      }
    }
  }

  /** @param {any} fact */
  #put(fact) {
    switch (fact.type) {
      case 'conversation':
        this.conversation = newer(this.conversation, fact);
        break;
      case 'tally':
        this.tally = newer(this.tally, fact);
        break;
      case 'participant':
        this.participants.put(fact);
        break;
      case 'message':
        this.messages.put(fact);
        break;
      default:
    }
  }
}

/**
 * @template {{version: number}} F
 * @param {F | null} before
 * @param {F} fact
 * @returns {F}
 */
function newer(before, fact) {
  return before === null || fact.version > before.version ? fact : before;
}
