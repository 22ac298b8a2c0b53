import { Facts } from './facts.js';
import { Reactions } from './reactions.js';
import { unreadBy } from './unread.js';

/**
 * @typedef {import('../bound.js').Bound} Bound
 * @typedef {import('../frames.js').ConversationState} ConversationState
 * @typedef {import('../frames.js').ConversationFact} ConversationFact
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
  #facts = new Facts();
  #reactions;
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
    this.#facts.change(state.put, []);
    this.#reactions.applyState(state, false);
    if (!this.#facts.conversation || !this.#facts.tally || !this.participant(viewer)) {
      throw new TypeError(`state of ${this.id}: incomplete (expected: conversation, tally, own participant)`);
    }
    this.#bounds(state);
  }

  /** @returns {ConversationFact} */
  get conversation() {
    return /** @type {ConversationFact} */ (this.#facts.conversation);
  }

  /** @returns {TallyFact} */
  get tally() {
    return /** @type {TallyFact} */ (this.#facts.tally);
  }

  /** The viewer's own participation. */
  get own() {
    return /** @type {ParticipantFact} */ (this.participant(this.#viewer));
  }

  get messages() {
    return this.#facts.messages.shelf;
  }

  get participants() {
    return this.#facts.participants.shelf;
  }

  /** The newest message; null for none. */
  get last() {
    return this.#facts.last;
  }

  /** @param {string} messageId */
  message(messageId) {
    return this.#facts.messages.get(messageId);
  }

  /** @param {string} userId */
  participant(userId) {
    return this.#facts.participants.get(userId);
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
    this.#facts.change(state.put, state.gone);
    this.#reactions.applyState(state, moved);
    this.position = state.position;
    this.mark = state.mark;
    if (!this.participant(this.#viewer)) {
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
    if (epoch !== before.epoch || version !== before.version + 1 || this.#reactions.lack(event, this.#facts.messages)) {
      return 'gap';
    }
    const unread = Math.max(0, this.mark.unread + unreadBy(event, this.#viewer, this.mark, this.last));
    this.#facts.change(this.#reactions.toldBy(event), event.gone);
    this.#reactions.applyEvent(event);
    this.position = event.position;
    this.mark = unread === this.mark.unread ? this.mark : { ...this.mark, unread };
    this.#count();
    return this.participant(this.#viewer) ? 'applied' : 'left';
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
    this.#facts.pruneMessages(messagesFrom, (id) => this.#reactions.concern(id));
    this.#facts.pruneParticipants(participantsFrom, (id) => id === this.#viewer || named.has(id));
    this.#reactions.retainMessages((id) => this.#facts.messages.has(id));
  }

  /**
   * Adds everybody who appears in a fact known here.
   *
   * @param {Set<string>} people
   */
  addPeople(people) {
    this.#facts.addPeople(people);
    this.#reactions.addPeople(people);
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
