import { TalkError, errorCode } from '../errors.js';

/** @typedef {import('./conversation-follow.js').ConversationFollow} ConversationFollow */

/**
 * Puts what the server tells into the mirror, and tells the follow it belongs to what came of it.
 */
export class Intake {
  #mirror;
  #conversations;
  #inbox;
  #users;
  #online;
  #touchInbox;
  #over;

  /**
   * Conversations that are followed by themselves and were unknown when the list was told: it waits
   * for them.
   *
   * @type {Set<string>}
   */
  #awaited = new Set();

  /**
   * @param {import('../mirror/mirror.js').Mirror} mirror
   * @param {Map<string, ConversationFollow>} conversations those followed by themselves; read only
   * @param {import('./inbox-follow.js').InboxFollow} inbox
   * @param {import('./user-follows.js').UserFollows} users
   * @param {import('./online-follows.js').OnlineFollows} online
   * @param {() => void} touchInbox
   * @param {(id: string) => void} over called when the follow of a conversation was refused for good
   */
  constructor(mirror, conversations, inbox, users, online, touchInbox, over) {
    this.#mirror = mirror;
    this.#conversations = conversations;
    this.#inbox = inbox;
    this.#users = users;
    this.#online = online;
    this.#touchInbox = touchInbox;
    this.#over = over;
  }

  /** Whether the list waits for a conversation that is followed by itself. */
  awaits() {
    for (const id of [...this.#awaited]) {
      if ((this.#conversations.get(id)?.presence ?? 'inside') !== 'unknown') {
        this.#awaited.delete(id);
      }
    }
    return this.#awaited.size > 0;
  }

  /** Takes what the server tells. @param {any} frame */
  take(frame) {
    switch (frame.type) {
      case 'state':
        this.#state(frame);
        break;
      case 'outside':
        this.#outside(frame);
        break;
      case 'event':
        this.#event(frame);
        break;
      case 'marked':
        this.#mirror.applyMarked(frame);
        break;
      case 'users':
        this.#users.told(frame);
        break;
      case 'typing':
        this.#typing(frame);
        break;
      case 'online':
        this.#online.told(frame);
        break;
      case 'inbox':
        this.#list(frame);
        break;
      case 'refused':
        this.#refused(frame);
        break;
      default:
    }
  }

  /** @param {any} frame */
  #state({ id: answered, state, inboxTotal }) {
    const id = state.conversationId;
    const follow = this.#conversations.get(id);
    if (!follow && !this.#inbox.active) {
      return;
    }
    this.#total(inboxTotal);
    this.#touchInbox();
    if (!follow) {
      if (this.#mirror.applyState(state, null) === 'gap') {
        this.#inbox.gap(id);
      }
      return;
    }
    const mine = follow.asked(answered);
    const outcome = this.#mirror.applyState(state, follow.vouched(mine, state.fresh));
    follow.told(outcome, mine, state.fresh);
  }

  /** @param {any} frame */
  #outside({ id: answered, conversationId, inboxTotal }) {
    const follow = this.#conversations.get(conversationId);
    this.#mirror.drop(conversationId);
    this.#total(inboxTotal);
    follow?.outside(follow.asked(answered));
    this.#touchInbox();
  }

  /** @param {any} frame */
  #event(frame) {
    const id = frame.conversationId;
    const follow = this.#conversations.get(id);
    const outcome = this.#mirror.applyEvent(frame);
    if (outcome === 'ignored' && !follow && this.#mirror.conversation(id) === null) {
      this.#inbox.gap(id);
    } else if (outcome === 'gap') {
      if (follow) {
        follow.gap();
      } else {
        this.#inbox.gap(id);
      }
    } else if (outcome === 'left') {
      follow?.outside(false);
      if (this.#mirror.inbox.total > 0) {
        this.#mirror.inboxTotal(this.#mirror.inbox.total - 1);
      }
    }
  }

  /** @param {any} frame */
  #typing({ conversationId, userIds, many, put }) {
    const follow = this.#conversations.get(conversationId);
    if (follow) {
      this.#mirror.learn(put);
      follow.typing.tell({ userIds, many });
    }
  }

  /** @param {any} frame */
  #list(frame) {
    if (!this.#inbox.asked(frame.id)) {
      return;
    }
    this.#inbox.tellInbox(frame);
    for (const [id, follow] of this.#conversations) {
      if (follow.presence === 'unknown') {
        this.#awaited.add(id);
      }
    }
  }

  /** @param {any} frame */
  #refused({ id, code, message }) {
    const error = new TalkError(errorCode(code), message);
    if (this.#inbox.asked(id)) {
      this.#inbox.refused(error);
      return;
    }
    for (const [conversationId, follow] of [...this.#conversations]) {
      if (follow.asked(id)) {
        if (follow.refused(error)) {
          this.#over(conversationId);
        }
        return;
      }
    }
    if (!this.#users.refused(id, error)) {
      this.#online.refused(id, error);
    }
  }

  /** @param {number | null} inboxTotal */
  #total(inboxTotal) {
    if (inboxTotal !== null && this.#inbox.active) {
      this.#mirror.inboxTotal(inboxTotal);
    }
  }
}
