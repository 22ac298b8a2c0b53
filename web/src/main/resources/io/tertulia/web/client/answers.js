import { ConversationMirror } from './mirror/conversation-mirror.js';
import { Users } from './mirror/users.js';
import { plaintext } from './plaintext.js';
import { Views } from './views.js';

/**
 * @typedef {import('./snapshots.js').UserSnapshot} UserSnapshot
 * @typedef {import('./snapshots.js').ConversationSnapshot} ConversationSnapshot
 * @typedef {import('./snapshots.js').ParticipantSnapshot} ParticipantSnapshot
 * @typedef {import('./snapshots.js').MessageSnapshot} MessageSnapshot
 * @typedef {import('./snapshots.js').SingleReactionSnapshot} SingleReactionSnapshot
 */

const NOWHERE = Object.freeze({ epoch: 0, version: 0 });

/** Answers to queries as snapshots: the facts of one answer, seen once and kept nowhere. */
export class Answers {
  #answer;
  #views;
  #viewer;

  /**
   * @param {{put: readonly any[], mark?: any}} answer
   * @param {string} viewer
   * @param {import('./file-urls.js').FileUrls} files
   */
  constructor(answer, viewer, files) {
    this.#answer = answer;
    this.#viewer = viewer;
    const users = new Users();
    answer.put.filter((fact) => fact.type === 'user').forEach((fact) => users.put(fact));
    this.#views = new Views(users, files);
  }

  /** @param {string} id @returns {UserSnapshot | null} */
  user(id) {
    return this.#views.user(id);
  }

  /** @param {string} conversationId @returns {ConversationSnapshot | null} */
  conversation(conversationId) {
    const { put, mark } = this.#answer;
    if (put.length === 0 || !mark) {
      return null;
    }
    const bounds = { messagesFrom: null, participantsFrom: null };
    const rest = { position: NOWHERE, fresh: true, gone: [], reactors: [], ...bounds };
    const state = { conversationId, put, mark, ...rest };
    return this.#views.conversation(new ConversationMirror(this.#viewer, state));
  }

  /** @param {string} userId @returns {ParticipantSnapshot | null} */
  participant(userId) {
    const fact = this.#answer.put.find((f) => f.type === 'participant' && f.userId === userId);
    return fact ? this.#views.of('').participant({ participant: () => null }, fact) : null;
  }

  /** @param {string} id @returns {MessageSnapshot | null} */
  message(id) {
    const fact = this.#told(id);
    const own = (/** @type {string} */ messageId) =>
      this.#answer.put
        .filter((f) => f.type === 'reaction' && f.userId === this.#viewer)
        .filter((f) => f.messageId === messageId)
        .map((f) => f.emoji);
    const others = { message: (/** @type {string} */ m) => this.#told(m), ownReactions: own };
    return fact ? this.#views.of('').message(others, fact) : null;
  }

  /** Whose reactions there are, oldest first; null when there is no such message. @param {string} messageId @returns {readonly SingleReactionSnapshot[] | null} */
  reactions(messageId) {
    if (!this.#told(messageId)) {
      return null;
    }
    const reactions = this.#answer.put.filter((fact) => fact.type === 'reaction');
    reactions.sort((a, b) => a.createdAt - b.createdAt);
    return Object.freeze(reactions.map((fact) => this.#views.of('').reaction(fact)));
  }

  /** @param {string} id */
  #told(id) {
    return this.#answer.put.find((fact) => fact.type === 'message' && fact.id === id) ?? null;
  }
}

/**
 * What an answer to a question for a translation says; null when there is no such message.
 *
 * @param {{content: readonly any[] | null}} translated
 * @param {import('./file-urls.js').FileUrls} files
 */
export function translation({ content }, files) {
  if (content === null) {
    return null;
  }
  const shown = files.in(content);
  return Object.freeze({ content: shown, plaintext: plaintext(shown) });
}

/**
 * What one page of a search found.
 *
 * @param {any} found
 * @param {string} viewer
 * @param {import('./file-urls.js').FileUrls} files
 */
export function searchResults(found, viewer, files) {
  const users = new Users();
  /** @type {Map<string, ConversationMirror>} */
  const mirrors = new Map();
  for (const state of found.states) {
    state.put.filter((/** @type {any} */ f) => f.type === 'user').forEach((/** @type {any} */ f) => users.put(f));
    mirrors.set(state.conversationId, new ConversationMirror(viewer, state));
  }
  const views = new Views(users, files);
  return {
    conversations: () => [...mirrors.values()].map((mirror) => views.conversation(mirror)),
    messages: () =>
      found.hits.flatMap((/** @type {{conversationId: string, messageId: string}} */ hit) => {
        const mirror = mirrors.get(hit.conversationId);
        const message = mirror?.message(hit.messageId);
        return mirror && message
          ? [
              Object.freeze({
                conversation: views.conversation(mirror),
                message: views.of(mirror.id).message(mirror, message),
              }),
            ]
          : [];
      }),
  };
}
