import { compare } from '../bound.js';
import { TalkError } from '../errors.js';
import { turned, reactorsKey } from '../mirror/reactors.js';
import { Shelf } from '../mirror/shelf.js';

/**
 * @typedef {import('../bound.js').Bound} Bound
 * @typedef {import('../mirror/conversation-mirror.js').ConversationMirror} ConversationMirror
 * @typedef {import('../mirror/reach.js').Reach} Reach
 * @typedef {{messageId: string, emoji: string}} ReactionsOf
 *
 * Somebody who looks at the mirror. `refresh`: something it shows may have changed. `fail`: what it
 * looks at will never come; it is not told anything from now on.
 * @typedef {{refresh: () => void, fail: (error: TalkError) => void}} Watcher
 *
 * Somebody who looks at a conversation: always at the whole of it but messages, participants and
 * those who reacted, which have windows; a user whose participation is looked at, whatever the
 * window; and whether it is looked at who is typing.
 * @typedef {Watcher & {messages?: Reach, participants?: Reach, participant?: string,
 *   reactors?: {of: ReactionsOf, reach: Reach}, typing?: boolean}} ConversationWatcher
 */

/** The server tells no more lists of reactions of one conversation. */
const MAX_REACTORS = 100;

/** @type {Shelf<any>} */
const EMPTY = new Shelf();

/** What those who look at a conversation want, and what of it is missing. */
export class Wanted {
  #watchers;
  #known;
  /** @type {Map<string, {of: ReactionsOf, reaches: Reach[]}>} */
  #reactors = new Map();

  /**
   * @param {Set<ConversationWatcher>} watchers
   * @param {ConversationMirror | null} known
   */
  constructor(watchers, known) {
    this.#watchers = [...watchers];
    this.#known = known;
    for (const { reactors } of this.#watchers) {
      if (reactors) {
        const key = reactorsKey(reactors.of);
        const all = this.#reactors.get(key) ?? { of: reactors.of, reaches: [] };
        all.reaches.push(reactors.reach);
        this.#reactors.set(key, all);
      }
    }
  }

  /** How many more messages are needed. */
  get messages() {
    return missing(this.#reaches('messages'), this.#known?.messages ?? EMPTY);
  }

  /** How many more participants are needed. */
  get participants() {
    return missing(this.#reaches('participants'), this.#known?.participants ?? EMPTY);
  }

  /** The users whose participation is looked at, whatever the window. @returns {Set<string>} */
  get names() {
    return new Set(this.#watchers.flatMap((watcher) => watcher.participant ?? []));
  }

  /**
   * Whose reactions to ask for. Every question names all of them: the answer may be later than what
   * is known, and others' reactions that changed meanwhile are told in the lists that were asked
   * for, and nowhere else.
   */
  get reactors() {
    return [...this.#reactors.values()].map(({ of, reaches }) => {
      const list = this.#known?.reactors(of) ?? null;
      const there = list !== null && list.exists;
      const to = there ? list.to : furthest(reaches);
      return {
        messageId: of.messageId,
        emoji: of.emoji,
        to: to ?? undefined,
        more: missing(reaches, there ? list.shelf : EMPTY),
      };
    });
  }

  /** Whether nothing is missing, but perhaps participants by name. */
  get isThere() {
    return this.messages + this.participants === 0 && this.#reactorsThere();
  }

  /**
   * What is wrong with looking at one list of reactions more; null when nothing is.
   *
   * @param {ConversationWatcher} watcher
   * @returns {TalkError | null}
   */
  refusal(watcher) {
    const fits =
      !watcher.reactors ||
      this.#reactors.size < MAX_REACTORS ||
      this.#reactors.has(reactorsKey(watcher.reactors.of));
    return fits
      ? null
      : new TalkError('LIMIT_EXCEEDED', `reactions: one more (expected: at most ${MAX_REACTORS})`);
  }

  /**
   * Makes the mirror as small as what is wanted.
   *
   * @param {import('../mirror/mirror.js').Mirror} mirror
   * @param {string} id
   */
  prune(mirror, id) {
    const messages = lowest(this.#reaches('messages'));
    const participants = lowest(this.#reaches('participants'));
    mirror.prune(id, messages, participants, this.names, new Set(this.#reactors.keys()));
  }

  /** Every window is to be resolved anew. */
  beginAnew() {
    this.#reaches('messages').forEach((reach) => reach.reset());
    this.#reaches('participants').forEach((reach) => reach.reset());
    this.#reactors.forEach(({ reaches }) => reaches.forEach((reach) => reach.reset()));
  }

  #reactorsThere() {
    return [...this.#reactors.values()].every(({ of, reaches }) => {
      const list = this.#known?.reactors(of) ?? null;
      return list !== null && !list.stale && (!list.exists || missing(reaches, list.shelf) === 0);
    });
  }

  /**
   * @param {'messages' | 'participants'} kind
   * @returns {Reach[]}
   */
  #reaches(kind) {
    return this.#watchers.flatMap((watcher) => watcher[kind] ?? []);
  }
}

/**
 * @param {Reach[]} reaches
 * @param {Shelf<any>} shelf
 */
function missing(reaches, shelf) {
  return reaches.reduce((most, reach) => Math.max(most, reach.missing(shelf)), 0);
}

/**
 * @param {Reach[]} reaches
 * @returns {Bound | null}
 */
function lowest(reaches) {
  return lower(reaches.map((reach) => reach.lowest()));
}

/**
 * Where the windows end of which nothing is known any longer.
 *
 * @param {Reach[]} reaches
 */
function furthest(reaches) {
  const bound = lower(reaches.flatMap((reach) => reach.bound ?? []));
  return bound === null ? null : turned(bound);
}

/** @param {Bound[]} bounds */
function lower(bounds) {
  return bounds.reduce(
    (/** @type {Bound | null} */ low, bound) =>
      low === null || compare(bound, low) > 0 ? bound : low,
    null,
  );
}
