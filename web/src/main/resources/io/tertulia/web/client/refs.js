/** Pointers to things by their ids. Making one asks nobody whether the thing exists. */
import { clearedOfConversation, clearedOfParticipant, clearedOfUser } from './cleared-fields.js';
import { text } from './errors.js';
import {
  liveConversation,
  liveMessages,
  liveOnline,
  liveParticipant,
  liveParticipants,
  liveTyping,
  liveUser,
} from './live/kinds.js';
import { MessageRef, blocks } from './message-ref.js';
import { WeakRefs } from './weak-refs.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./live/subscription.js').Subscription} Subscription
 * @typedef {import('./live/list.js').ListSubscription} ListSubscription
 */

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
  async deleteFields(...names) {
    return this.#set(clearedOfUser(names), 'edit');
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
  async deleteFields(...names) {
    return this.#set(clearedOfConversation(names), 'edit');
  }

  markAsRead() {
    return this.#session.do({ type: 'markAsRead', conversationId: this.id });
  }

  markAsUnread() {
    return this.#session.do({ type: 'markAsUnread', conversationId: this.id });
  }

  /** Says that the user is typing, for ten seconds or until the next message. */
  markAsTyping() {
    const ask = () => this.#session.do({ type: 'markAsTyping', conversationId: this.id });
    return this.#session.typingMarks.mark(this.id, ask);
  }

  /**
   * Sends a message; settles once the server has it on disk. It is sent once, however often the line
   * breaks.
   *
   * @param {string | {text?: string, content?: any, custom?: Record<string, string>,
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
    this.#session.typingMarks.sent(this.id);
    const command = {
      type: 'sendMessage',
      conversationId: this.id,
      key: given.key ?? this.#session.newKey(),
      text: given.text,
      content: blocks(content),
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

  /** Held, so that it is found again, and this with it. */
  #conversation;
  userId;

  /**
   * @param {Session} session
   * @param {ConversationRef} conversation
   * @param {string} userId
   */
  constructor(session, conversation, userId) {
    this.#session = session;
    this.#conversation = conversation;
    this.userId = userId;
  }

  get conversationId() {
    return this.#conversation.id;
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
  async deleteFields(...names) {
    return this.#set(clearedOfParticipant(names), 'edit');
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
