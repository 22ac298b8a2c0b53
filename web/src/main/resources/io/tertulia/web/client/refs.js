/** Pointers to things by their ids. Making one asks nobody whether the thing exists. */
import { text } from './errors.js';
import { translation } from './answers.js';
import { cleared } from './cleared-fields.js';
import {
  liveConversation,
  liveMessages,
  liveOnline,
  liveParticipant,
  liveParticipants,
  liveReactions,
  liveTyping,
  liveUser,
} from './live/kinds.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./live/subscription.js').Subscription} Subscription
 * @typedef {import('./live/list.js').ListSubscription} ListSubscription
 */

const FIRST_REACTIONS = 10;

/**
 * Refs that are found again by their id for as long as somebody holds them.
 *
 * @template {object} R
 */
export class WeakRefs {
  /** @type {Map<string, WeakRef<R>>} */
  #refs = new Map();
  #gone = new FinalizationRegistry((/** @type {string} */ id) => {
    if (this.#refs.get(id)?.deref() === undefined) {
      this.#refs.delete(id);
    }
  });

  /**
   * @param {string} id
   * @param {(id: string) => R} make
   * @returns {R}
   */
  get(id, make) {
    const known = this.#refs.get(id)?.deref();
    if (known !== undefined) {
      return known;
    }
    const made = make(id);
    this.#refs.set(id, new WeakRef(made));
    this.#gone.register(made, id);
    return made;
  }
}

/** A user. */
export class UserRef {
  #session;
  id;

  /**
   * @param {Session} session
   * @param {string} id
   */
  constructor(session, id) {
    this.#session = session;
    this.id = id;
  }

  /** What there is to see of the user; null when there is none. */
  get() {
    const query = { type: 'getUser', userId: this.id };
    return this.#session.get(query, (answers) => answers.user(this.id));
  }

  /** Creates or changes the user: what is absent stays, null resets. @param {Record<string, any>} params */
  set(params) {
    return this.#set(params, 'upsert');
  }

  /** Creates the user; nothing happens when there is one. @param {Record<string, any>} params */
  createIfNotExists(params) {
    return this.#set(params, 'create');
  }

  /** Resets properties, such as `photoUrl` or `custom.color`; creates nothing. @param {...string} names */
  deleteFields(...names) {
    return this.#set(cleared(names), 'edit');
  }

  /** @param {(user: import('./snapshots.js').UserSnapshot | null) => void} [listener] @returns {Subscription} */
  subscribe(listener) {
    return this.#session.begin(liveUser(this.#session, this.id, listener));
  }

  /** @param {(online: import('./snapshots.js').UserOnlineSnapshot | null) => void} [listener] @returns {Subscription} */
  subscribeOnline(listener) {
    return this.#session.begin(liveOnline(this.#session, this.id, listener));
  }

  /**
   * @param {Record<string, any>} params
   * @param {string} mode
   */
  #set({ ...patch }, mode) {
    return this.#session.do({ type: 'setUser', userId: this.id, patch, mode });
  }
}

/** A conversation, as the current user takes part in it. */
export class ConversationRef {
  #session;
  /** @type {WeakRefs<ParticipantRef>} */
  #participants = new WeakRefs();
  /** @type {WeakRefs<MessageRef>} */
  #messages = new WeakRefs();
  id;

  /**
   * @param {Session} session
   * @param {string} id
   */
  constructor(session, id) {
    this.#session = session;
    this.id = id;
  }

  /** @param {string | UserRef} user @returns {ParticipantRef} */
  participant(user) {
    const id = text('user id', user instanceof UserRef ? user.id : user);
    return this.#participants.get(id, () => new ParticipantRef(this.#session, this, id));
  }

  /** @param {string} id @returns {MessageRef} */
  message(id) {
    const make = () => new MessageRef(this.#session, this, id);
    return this.#messages.get(text('message id', id), make);
  }

  /** What there is to see; null when the user takes no part, or there is none. */
  get() {
    const query = { type: 'getConversation', conversationId: this.id };
    return this.#session.get(query, (answers) => answers.conversation(this.id));
  }

  /** Creates, joins and changes: what is absent stays, null resets. @param {Record<string, any>} params */
  set(params) {
    return this.#set(params, 'upsert');
  }

  /** Creates and joins, as far as that is not so. @param {Record<string, any>} [params] */
  createIfNotExists(params = {}) {
    return this.#set(params, 'create');
  }

  /** Resets properties, such as `photoUrl` or `custom.color`; creates nothing. @param {...string} names */
  deleteFields(...names) {
    return this.#set(cleared(names), 'edit');
  }

  markAsRead() {
    return this.#session.do({ type: 'markAsRead', conversationId: this.id });
  }

  markAsUnread() {
    return this.#session.do({ type: 'markAsUnread', conversationId: this.id });
  }

  /** Says that the user is typing, for ten seconds or until the next message. */
  markAsTyping() {
    return this.#session.markAsTyping(this.id);
  }

  /**
   * Sends a message; settles once the server has it on disk. It is sent once, however often the line
   * breaks.
   *
   * @param {string | {text?: string, content?: any[], custom?: Record<string, string>,
   *   referencedMessage?: string | MessageRef, key?: string}} params
   *   - key: what names this message, 32 hexadecimal digits; with the one of a try that failed, the
   *     message is there once even if that try had come through
   * @returns {Promise<MessageRef>}
   */
  async send(params) {
    const given = typeof params === 'string' ? { text: params } : params;
    const { content, custom, referencedMessage } = given;
    const referencedMessageId =
      referencedMessage instanceof MessageRef ? referencedMessage.id : referencedMessage;
    this.#session.sent(this.id);
    const command = {
      type: 'sendMessage',
      conversationId: this.id,
      key: given.key ?? this.#session.newKey(),
      text: given.text,
      content,
      custom,
      referencedMessageId,
    };
    return this.#session.do(command, (done) => this.message(done.messageId));
  }

  /** @param {(conversation: import('./snapshots.js').ConversationSnapshot | null) => void} [listener] @returns {Subscription} */
  subscribe(listener) {
    return this.#session.begin(liveConversation(this.#session, this.id, listener));
  }

  /** @param {(messages: readonly import('./snapshots.js').MessageSnapshot[] | null, loadedAll: boolean) => void} [listener] @returns {ListSubscription} */
  subscribeMessages(listener) {
    return this.#session.begin(liveMessages(this.#session, this.id, listener));
  }

  /** @param {(participants: readonly import('./snapshots.js').ParticipantSnapshot[] | null, loadedAll: boolean) => void} [listener] @returns {ListSubscription} */
  subscribeParticipants(listener) {
    return this.#session.begin(liveParticipants(this.#session, this.id, listener));
  }

  /** @param {(typing: import('./snapshots.js').TypingSnapshot | null) => void} [listener] @returns {Subscription} */
  subscribeTyping(listener) {
    return this.#session.begin(liveTyping(this.#session, this.id, listener));
  }

  /**
   * @param {Record<string, any>} params
   * @param {string} mode
   */
  #set({ ...patch }, mode) {
    return this.#session.do({ type: 'setConversation', conversationId: this.id, patch, mode });
  }
}

/** Somebody's part in a conversation. */
export class ParticipantRef {
  #session;
  userId;
  conversationId;

  /**
   * @param {Session} session
   * @param {ConversationRef} conversation
   * @param {string} userId
   */
  constructor(session, conversation, userId) {
    this.#session = session;
    this.userId = userId;
    this.conversationId = conversation.id;
  }

  get() {
    const { userId, conversationId } = this;
    const query = { type: 'getParticipant', conversationId, userId };
    return this.#session.get(query, (answers) => answers.participant(userId));
  }

  /** Adds or changes: what is absent stays, null resets. @param {Record<string, any>} params */
  set(params) {
    return this.#set(params, 'upsert');
  }

  /** Changes who takes part already. @param {Record<string, any>} params */
  edit(params) {
    return this.#set(params, 'edit');
  }

  /** @param {Record<string, any>} [params] */
  createIfNotExists(params = {}) {
    return this.#set(params, 'create');
  }

  /** Resets `access` or `notify` of who takes part. @param {...string} names */
  deleteFields(...names) {
    return this.#set(cleared(names), 'edit');
  }

  delete() {
    const { userId, conversationId } = this;
    return this.#session.do({ type: 'deleteParticipant', conversationId, userId });
  }

  /** @param {(participant: import('./snapshots.js').ParticipantSnapshot | null) => void} [listener] @returns {Subscription} */
  subscribe(listener) {
    const live = liveParticipant(this.#session, this.conversationId, this.userId, listener);
    return this.#session.begin(live);
  }

  /**
   * @param {Record<string, any>} params
   * @param {string} mode
   */
  #set({ ...patch }, mode) {
    const { userId, conversationId } = this;
    return this.#session.do({ type: 'setParticipant', conversationId, userId, patch, mode });
  }
}

/** A message. */
export class MessageRef {
  #session;
  /** @type {WeakRefs<ReactionsRef>} */
  #reactions = new WeakRefs();
  id;
  conversationId;

  /**
   * @param {Session} session
   * @param {ConversationRef} conversation
   * @param {string} id
   */
  constructor(session, conversation, id) {
    this.#session = session;
    this.id = id;
    this.conversationId = conversation.id;
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
    const { content } = given;
    await this.#session.do({
      type: 'editMessage',
      conversationId,
      messageId,
      text: given.text,
      content: content === undefined || Array.isArray(content) ? content : [content],
      custom: given.custom,
    });
  }

  /** Resets `custom`, or an entry of it such as `custom.color`. @param {...string} names */
  deleteFields(...names) {
    return this.edit(cleared(names));
  }

  delete() {
    const { id: messageId, conversationId } = this;
    return this.#session.do({ type: 'deleteMessage', conversationId, messageId });
  }

  /** What it says in another language; null when there is no such message. @param {string} language ISO 639-1 */
  translate(language) {
    const { id: messageId, conversationId } = this;
    const query = { type: 'translate', conversationId, messageId, language };
    return this.#session.ask(query, (frame) => translation(frame, this.#session.base));
  }
}

/** The reactions to a message with one emoji. */
export class ReactionsRef {
  #session;
  emoji;
  messageId;
  conversationId;

  /**
   * @param {Session} session
   * @param {MessageRef} message
   * @param {string} emoji
   */
  constructor(session, message, emoji) {
    this.#session = session;
    this.emoji = emoji;
    this.messageId = message.id;
    this.conversationId = message.conversationId;
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
