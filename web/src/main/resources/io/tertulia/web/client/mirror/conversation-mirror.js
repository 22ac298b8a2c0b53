import { Held } from './held.js';
import { Reactions } from './reactions.js';
import { unreadBy } from './unread.js';

/**
 * @typedef {import('../bound.js').Bound} Bound
 * @typedef {import('../frames.js').ConversationState} ConversationState
 * @typedef {import('../frames.js').ConversationFact} ConversationFact
 * @typedef {import('../frames.js').MessageFact} MessageFact
 * @typedef {import('../frames.js').ParticipantFact} ParticipantFact
 * @typedef {import('../frames.js').Position} Position
 * @typedef {import('../frames.js').ReadMark} ReadMark
 * @typedef {import('../frames.js').TallyFact} TallyFact
 *
 * @typedef {'applied' | 'ignored' | 'gap' | 'left'} Outcome what something heard did: it changed;
 *   it was known already; something is missing before it, so it must be followed again; or the
 *   viewer takes part no longer
 */

/**
 * One conversation at one position, as its viewer, a participant, sees it.
 *
 * Facts only ever give way to those of a higher version, and an event counts only when it is the
 * very next one, so hearing something twice or late changes nothing. The newest message is always
 * known, whatever the window.
 */
export class ConversationMirror {
  #viewer;
  /** @type {Held<MessageFact>} */
  #messages = new Held((message) => ({ at: message.createdAt, id: message.id }));
  /** @type {Held<ParticipantFact>} */
  #participants = new Held((participant) => ({ at: participant.joinedAt, id: participant.userId }));
  #reactions;
  /** @type {ConversationFact | null} */
  #conversation = null;
  /** @type {TallyFact | null} */
  #tally = null;
  id;
  /** @type {Position} */
  position;
  /** @type {ReadMark} */
  mark;

  /**
   * The conversation of a fresh state.
   *
   * @param {string} viewer
   * @param {ConversationState} state
   * @throws {TypeError} when it lacks the conversation, its tally or the viewer's own participation
   */
  constructor(viewer, state) {
    this.id = state.conversationId;
    this.#viewer = viewer;
    this.#reactions = new Reactions(viewer);
    this.position = state.position;
    this.mark = state.mark;
    state.put.forEach((fact) => this.#put(fact));
    this.#reactions.applyState(state, false);
    if (!this.#conversation || !this.#tally || !this.#participants.get(viewer)) {
      throw new TypeError(`state of ${this.id}: incomplete (expected: conversation, tally, own participant)`);
    }
    this.#bounds(state);
  }

  /** @returns {ConversationFact} */
  get conversation() {
    return /** @type {ConversationFact} */ (this.#conversation);
  }

  /** @returns {TallyFact} */
  get tally() {
    return /** @type {TallyFact} */ (this.#tally);
  }

  /** The viewer's own participation. */
  get own() {
    return /** @type {ParticipantFact} */ (this.#participants.get(this.#viewer));
  }

  get messages() {
    return this.#messages.shelf;
  }

  get participants() {
    return this.#participants.shelf;
  }

  /** The newest message; null for none. */
  get last() {
    return this.#messages.shelf.top;
  }

  /** @param {string} messageId */
  message(messageId) {
    return this.#messages.get(messageId);
  }

  /** @param {string} userId */
  participant(userId) {
    return this.#participants.get(userId);
  }

  /** @param {string} messageId */
  ownReactions(messageId) {
    return this.#reactions.own(messageId);
  }

  /**
   * What is known of whose reactions there are; null when nothing is.
   *
   * @param {{messageId: string, emoji: string}} of
   */
  reactors(of) {
    return this.#reactions.reactors(of);
  }

  /** Where the conversation stands in the list: its last activity and its id. @returns {Bound} */
  get place() {
    const joined = this.own.joinedAt;
    return { at: this.last === null ? joined : Math.max(joined, this.last.createdAt), id: this.id };
  }

  /** What filters look at. @returns {import('../filter.js').Traits} */
  get traits() {
    return {
      access: this.own.access,
      custom: this.conversation.custom,
      isUnread: this.mark.markedUnread || this.mark.unread > 0,
      subject: this.conversation.subject,
      lastActivityAt: this.place.at,
      createdAt: this.conversation.createdAt,
      hasMessages: this.last !== null,
      joinedAt: this.own.joinedAt,
    };
  }

  /** What to tell the server that we have. */
  get have() {
    return {
      position: this.position,
      messagesFrom: this.messages.from,
      participantsFrom: this.participants.from,
    };
  }

  /**
   * Puts a state on top that is not fresh.
   *
   * It vouches for what is within its bounds and for the participants asked for by name; other
   * facts may have changed unheard while the line was down, so they are forgotten.
   *
   * @param {ConversationState} state
   * @param {Set<string> | null} named the users asked for; null when the state does not answer what
   *   is asked now, so that its bounds mean an older window, and the line has been up all the time
   * @returns {Outcome}
   */
  applyState(state, named) {
    const { epoch, version } = state.position;
    if (epoch !== this.position.epoch || version < this.position.version) {
      return 'gap';
    }
    const moved = version > this.position.version;
    this.#change(state.put, state.gone);
    this.#reactions.applyState(state, moved);
    this.position = state.position;
    this.mark = state.mark;
    if (!this.#participants.get(this.#viewer)) {
      return 'left';
    }
    if (named !== null) {
      this.#bounds(state);
      this.prune(state.messagesFrom, state.participantsFrom, named);
    }
    this.#count();
    return 'applied';
  }

  /**
   * Applies an event, if it is the very next one and tells all that it makes visible.
   *
   * @param {{position: Position, put: readonly any[], gone: readonly any[]}} event
   * @returns {Outcome}
   */
  applyEvent(event) {
    const { epoch, version } = event.position;
    const before = this.position;
    if (epoch < before.epoch || (epoch === before.epoch && version <= before.version)) {
      return 'ignored';
    }
    if (epoch !== before.epoch || version !== before.version + 1 || this.#reactions.lack(event, this.#messages)) {
      return 'gap';
    }
    const unread = Math.max(0, this.mark.unread + unreadBy(event, this.#viewer, this.mark, this.last));
    this.#change(this.#reactions.toldBy(event), event.gone);
    this.#reactions.applyEvent(event);
    this.position = event.position;
    this.mark = { ...this.mark, unread };
    this.#count();
    return this.#participants.get(this.#viewer) ? 'applied' : 'left';
  }

  /**
   * Takes a read mark, if it is newer.
   *
   * @param {ReadMark} newer
   * @returns {Outcome}
   */
  applyMark(newer) {
    if (newer.version <= this.mark.version) {
      return 'ignored';
    }
    this.mark = newer;
    return 'applied';
  }

  /**
   * Forgets lists of reactions at which nobody looks.
   *
   * @param {Set<string>} watched their keys
   */
  retainReactors(watched) {
    this.#reactions.retainReactors(watched);
  }

  /**
   * Forgets what is below all windows, but for the last message, those that known ones answer and
   * those whose reactions somebody looks at.
   *
   * @param {Bound | null} messagesFrom the lowest window's bound, null when there is none
   * @param {Bound | null} participantsFrom
   * @param {Set<string>} named users whose participation is wanted whatever the window
   */
  prune(messagesFrom, participantsFrom, named) {
    this.#messages.raise(messagesFrom);
    this.#participants.raise(participantsFrom);
    const last = this.last;
    const seen = (/** @type {MessageFact} */ message) =>
      this.#messages.holds(message) || message === last;
    const answered = new Set();
    for (const message of this.#messages.facts()) {
      if (message.referencedMessageId !== null && seen(message)) {
        answered.add(message.referencedMessageId);
      }
    }
    this.#messages.retain(
      (message) => seen(message) || answered.has(message.id) || this.#reactions.concern(message.id),
    );
    this.#reactions.retainMessages((id) => this.#messages.has(id));
    this.#participants.retain(
      (participant) =>
        this.#participants.holds(participant) ||
        participant.userId === this.#viewer ||
        named.has(participant.userId),
    );
  }

  /**
   * Adds everybody who appears in a fact known here.
   *
   * @param {Set<string>} people
   */
  addPeople(people) {
    for (const id of this.#participants.ids()) {
      people.add(id);
    }
    this.#reactions.addPeople(people);
    for (const message of this.#messages.facts()) {
      if (message.senderId !== null) {
        people.add(message.senderId);
      }
    }
  }

  /**
   * Whether one of these people appears in a fact known here.
   *
   * @param {Set<string>} people
   */
  mentions(people) {
    const known = new Set();
    this.addPeople(known);
    return [...people].some((person) => known.has(person));
  }

  /**
   * @param {readonly any[]} put
   * @param {readonly any[]} gone
   */
  #change(put, gone) {
    for (const { type, id, userId } of gone) {
      if (type === 'message') {
        this.#messages.remove(id);
      } else if (type === 'participant') {
        this.#participants.remove(userId);
      }
    }
    put.forEach((fact) => this.#put(fact));
  }

  /** @param {any} fact */
  #put(fact) {
    switch (fact.type) {
      case 'conversation':
        this.#conversation = newer(this.#conversation, fact);
        break;
      case 'tally':
        this.#tally = newer(this.#tally, fact);
        break;
      case 'participant':
        this.#participants.put(fact);
        break;
      case 'message':
        this.#messages.put(fact);
        break;
      default:
    }
  }

  /** @param {ConversationState} state */
  #bounds(state) {
    this.messages.from = state.messagesFrom;
    this.participants.from = state.participantsFrom;
    this.#count();
  }

  #count() {
    this.messages.totalNow(this.tally.messages);
    this.participants.totalNow(this.tally.participants);
    this.#reactions.count((id) => this.message(id));
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
