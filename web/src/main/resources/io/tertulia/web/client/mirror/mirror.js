import { matches } from '../filter.js';
import { ConversationMirror } from './conversation-mirror.js';
import { Shelf } from './shelf.js';
import { Users } from './users.js';

/**
 * @typedef {import('../bound.js').Bound} Bound
 * @typedef {import('../filter.js').ConversationFilter} ConversationFilter
 * @typedef {import('../frames.js').ConversationState} ConversationState
 * @typedef {import('./conversation-mirror.js').Outcome} Outcome
 */

/**
 * All that a session knows: conversations, the list of them, and users.
 *
 * Everything changes it by one of the `apply` methods; what changed is remembered until
 * `takeChanges`.
 */
export class Mirror {
  viewer;
  users = new Users();
  /** @type {Map<string, ConversationMirror>} */
  #conversations = new Map();
  /** @type {Map<string, Bound>} */
  #places = new Map();

  /** The list of the viewer's conversations, by last activity. @type {Shelf<ConversationMirror>} */
  inbox = new Shelf();

  /** The lists of those that match a filter, for as long as somebody looks at them. @type {Map<string, {filter: ConversationFilter, shelf: Shelf<ConversationMirror>}>} */
  #filtered = new Map();

  /** @type {Set<string>} */
  #changed = new Set();
  #inboxChanged = false;

  /** @param {string} viewer */
  constructor(viewer) {
    this.viewer = viewer;
  }

  /**
   * The conversation of that id; null when it is not known, or the viewer takes no part in it.
   *
   * @param {string} id
   */
  conversation(id) {
    return this.#conversations.get(id) ?? null;
  }

  /** How many conversations are known. */
  get size() {
    return this.#conversations.size;
  }

  /** All conversations, in an array of its own. */
  conversations() {
    return [...this.#conversations.values()];
  }

  /**
   * The list of the viewer's conversations that match a filter; kept up to date from now on.
   *
   * @param {ConversationFilter | null} filter null for all of them
   */
  list(filter) {
    if (filter === null) {
      return this.inbox;
    }
    const key = JSON.stringify(filter);
    const known = this.#filtered.get(key);
    if (known) {
      return known.shelf;
    }
    /** @type {Shelf<ConversationMirror>} */
    const shelf = new Shelf();
    this.#filtered.set(key, { filter, shelf });
    for (const conversation of this.#conversations.values()) {
      if (matches(filter, conversation.traits)) {
        shelf.put(conversation.place, conversation);
      }
    }
    return shelf;
  }

  /**
   * Forgets all other filtered lists.
   *
   * @param {ConversationFilter[]} filters
   */
  retainLists(filters) {
    const keys = new Set(filters.map((filter) => JSON.stringify(filter)));
    for (const key of [...this.#filtered.keys()]) {
      if (!keys.has(key)) {
        this.#filtered.delete(key);
      }
    }
  }

  /**
   * Takes a state: a fresh one in the place of what was known, any other on top.
   *
   * @param {ConversationState} state
   * @param {Set<string> | null} named the users whose participation was asked for by name, when it
   *   answers what is asked now, so that its bounds count; null when it does not
   * @returns {Outcome}
   */
  applyState(state, named) {
    const id = state.conversationId;
    this.learn(state.put);
    if (state.fresh) {
      this.#conversations.set(id, new ConversationMirror(this.viewer, state));
      return this.#applied(id, 'applied');
    }
    const known = this.conversation(id);
    return known === null ? 'gap' : this.#applied(id, known.applyState(state, named));
  }

  /**
   * Takes an event; ignored when the conversation is not known.
   *
   * @param {any} event
   * @returns {Outcome}
   */
  applyEvent(event) {
    const known = this.conversation(event.conversationId);
    if (known === null) {
      return 'ignored';
    }
    const outcome = known.applyEvent(event);
    if (outcome === 'applied') {
      this.learn(event.put);
    }
    return this.#applied(known.id, outcome);
  }

  /**
   * Takes the viewer's read mark of a known conversation.
   *
   * @param {any} marked
   * @returns {Outcome}
   */
  applyMarked(marked) {
    const known = this.conversation(marked.conversationId);
    if (known === null || known.position.epoch !== marked.position.epoch) {
      return 'ignored';
    }
    return this.#applied(known.id, known.applyMark(marked.mark));
  }

  /**
   * Takes users.
   *
   * @param {readonly any[]} facts
   */
  learn(facts) {
    for (const fact of facts) {
      if (fact.type === 'user') {
        this.users.put(fact);
      }
    }
  }

  /**
   * Takes users, and who of them is no longer there.
   *
   * @param {any} told
   */
  applyUsers(told) {
    this.learn(told.put);
    for (const [id, version] of Object.entries(told.gone)) {
      this.users.end(id, version);
    }
  }

  /**
   * How far the list is known, and how long it is.
   *
   * @param {Bound | null} from
   * @param {number} total
   */
  listTold(from, total) {
    this.inbox.from = from;
    this.inboxTotal(total);
  }

  /**
   * How far the list of a filter is known.
   *
   * @param {ConversationFilter} filter
   * @param {Bound} from
   */
  filteredTold(filter, from) {
    const known = this.#filtered.get(JSON.stringify(filter));
    if (known) {
      known.shelf.from = from;
      this.#inboxChanged = true;
    }
  }

  /**
   * How long the list is; -1 when it is not known.
   *
   * @param {number} total
   */
  inboxTotal(total) {
    this.inbox.total = total;
    this.#inboxChanged = true;
  }

  /**
   * Forgets a conversation, because the viewer takes no part in it or nobody looks at it.
   *
   * @param {string} id
   */
  drop(id) {
    if (this.#conversations.delete(id)) {
      this.#changed.add(id);
      this.#relist(id);
    }
  }

  /**
   * Makes a conversation as small as what is looked at.
   *
   * @param {string} id
   * @param {Bound | null} messagesFrom
   * @param {Bound | null} participantsFrom
   * @param {Set<string>} named
   * @param {Set<string>} reactors
   */
  prune(id, messagesFrom, participantsFrom, named, reactors) {
    const known = this.conversation(id);
    if (known !== null) {
      known.retainReactors(reactors);
      known.prune(messagesFrom, participantsFrom, named);
    }
  }

  /** Everybody who appears in a conversation. @returns {Set<string>} */
  people() {
    const people = new Set();
    this.#conversations.forEach((conversation) => conversation.addPeople(people));
    return people;
  }

  /** What changed since this was last asked. */
  takeChanges() {
    const changes = {
      conversations: this.#changed,
      users: this.users.takeChanged(),
      inbox: this.#inboxChanged,
    };
    this.#changed = new Set();
    this.#inboxChanged = false;
    return changes;
  }

  /**
   * @param {string} id
   * @param {Outcome} outcome
   */
  #applied(id, outcome) {
    if (outcome === 'applied') {
      this.#changed.add(id);
      this.#relist(id);
    } else if (outcome === 'left') {
      this.drop(id);
    }
    return outcome;
  }

  /**
   * Puts a conversation where it belongs in the lists now.
   *
   * @param {string} id
   */
  #relist(id) {
    const known = this.conversation(id);
    const before = this.#places.get(id);
    if (before !== undefined) {
      this.inbox.remove(before);
      this.#filtered.forEach(({ shelf }) => shelf.remove(before));
      this.#places.delete(id);
    }
    if (known !== null) {
      const place = known.place;
      this.#places.set(id, place);
      this.inbox.put(place, known);
      for (const { filter, shelf } of this.#filtered.values()) {
        if (matches(filter, known.traits)) {
          shelf.put(place, known);
        }
      }
    }
    this.#inboxChanged = true;
  }
}
