import { translation } from './answers.js';
import { clearedOfMessage } from './cleared-fields.js';
import { text } from './errors.js';
import { liveReactions } from './live/kinds.js';
import { WeakRefs } from './weak-refs.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./live/list.js').ListSubscription} ListSubscription
 */

const FIRST_REACTIONS = 10;

/** A message. */
export class MessageRef {
  #session;
  /** @type {WeakRefs<ReactionsRef>} */
  #reactions = new WeakRefs();

  /** Held, so that it is found again, and this with it. */
  #conversation;
  id;

  /**
   * @param {Session} session
   * @param {import('./refs.js').ConversationRef} conversation
   * @param {string} id
   */
  constructor(session, conversation, id) {
    this.#session = session;
    this.#conversation = conversation;
    this.id = id;
  }

  get conversationId() {
    return this.#conversation.id;
  }

  /** @param {string} emoji one of Unicode, or `:name:` @returns {ReactionsRef} */
  reactions(emoji) {
    const make = () => new ReactionsRef(this.#session, this, emoji);
    return this.#reactions.get(text('emoji', emoji), make);
  }

  get() {
    const { id: messageId, conversationId } = this;
    const query = { type: 'getMessage', conversationId, messageId };
    return this.#session.get(query, (answers) => answers.message(messageId));
  }

  /**
   * Changes it: what is absent stays.
   *
   * @param {string | {text?: string, content?: any, custom?: Record<string, string | null> | null}} params
   */
  async edit(params) {
    const given = typeof params === 'string' ? { text: params } : params;
    const { id: messageId, conversationId } = this;
    await this.#session.do({
      type: 'editMessage',
      conversationId,
      messageId,
      text: given.text,
      content: blocks(given.content),
      custom: given.custom,
    });
  }

  /** Resets `custom`, or an entry of it such as `custom.color`. @param {...string} names */
  async deleteFields(...names) {
    return this.edit(clearedOfMessage(names));
  }

  delete() {
    const { id: messageId, conversationId } = this;
    return this.#session.do({ type: 'deleteMessage', conversationId, messageId });
  }

  /** What it says in another language; null when there is no such message. @param {string} language ISO 639-1 */
  translate(language) {
    const { id: messageId, conversationId } = this;
    const query = { type: 'translate', conversationId, messageId, language };
    return this.#session.ask(query, (frame) => translation(frame, this.#session.files));
  }
}

/** The reactions to a message with one emoji. */
export class ReactionsRef {
  #session;

  /** Held, so that it is found again, and this with it. */
  #message;
  emoji;

  /**
   * @param {Session} session
   * @param {MessageRef} message
   * @param {string} emoji
   */
  constructor(session, message, emoji) {
    this.#session = session;
    this.#message = message;
    this.emoji = emoji;
  }

  get messageId() {
    return this.#message.id;
  }

  get conversationId() {
    return this.#message.conversationId;
  }

  add() {
    return this.#session.do({ type: 'addReaction', ...this.#names() });
  }

  remove() {
    return this.#session.do({ type: 'removeReaction', ...this.#names() });
  }

  /** The ten earliest; null when there is no such message. */
  getFirstReactions() {
    const query = { type: 'getReactions', ...this.#names(), limit: FIRST_REACTIONS };
    return this.#session.get(query, (answers) => answers.reactions(this.messageId));
  }

  /** @param {(reactions: readonly import('./snapshots.js').SingleReactionSnapshot[] | null, loadedAll: boolean) => void} [listener] @returns {ListSubscription} */
  subscribe(listener) {
    const { messageId, emoji } = this;
    const of = { messageId, emoji };
    const live = liveReactions(this.#session, this.conversationId, of, listener);
    return this.#session.begin(live);
  }

  #names() {
    const { conversationId, messageId, emoji } = this;
    return { conversationId, messageId, emoji };
  }
}

/**
 * Content as the server takes it: a list of blocks, also of a single one.
 *
 * @param {any} content undefined for none
 */
export function blocks(content) {
  return content === undefined || Array.isArray(content) ? content : [content];
}
