import { ConversationFollow } from './conversation-follow.js';
import { InboxFollow } from './inbox-follow.js';
import { Intake } from './intake.js';
import { OnlineFollows } from './online-follows.js';
import { Pruning } from './pruning.js';
import { NOBODY } from './typing-follow.js';
import { UserFollows } from './user-follows.js';

/**
 * @typedef {import('./wanted.js').ConversationWatcher} ConversationWatcher
 * @typedef {import('./wanted.js').Watcher} Watcher
 * @typedef {import('./inbox-needs.js').InboxWatcher} InboxWatcher
 */

/**
 * Everything that is followed: puts what the server tells into the mirror, asks for what is missing
 * there, and tells those who look.
 *
 * What changes while the turn runs is gathered and acted upon once, in `settle`, when the turn is at
 * rest.
 */
export class Follows {
  #mirror;
  #outlet;
  #retries;
  /** @type {Map<string, ConversationFollow>} */
  #conversations = new Map();
  #inbox;
  #users;
  #online;
  #intake;
  #pruning;

  /** Conversations to look at when the turn is at rest. @type {Set<string>} */
  #touched = new Set();
  /** @type {string | null} */
  #view = null;
  #inboxTouched = false;

  /**
   * @param {import('../mirror/mirror.js').Mirror} mirror
   * @param {import('../link/link.js').Link} outlet
   * @param {() => import('../link/timing.js').Retry} retries
   */
  constructor(mirror, outlet, retries) {
    this.#mirror = mirror;
    this.#outlet = outlet;
    this.#retries = retries;
    const touchInbox = () => this.touchInbox();
    const explicit = (/** @type {string} */ id) => this.#conversations.has(id);
    const nothing = () => {};
    this.#inbox = new InboxFollow(mirror, outlet, retries(), touchInbox, explicit);
    this.#users = new UserFollows(mirror, outlet, retries(), nothing);
    this.#online = new OnlineFollows(outlet, retries(), nothing);
    this.#pruning = new Pruning(mirror, this.#conversations, this.#users);
    this.#intake = new Intake(
      mirror,
      this.#conversations,
      this.#inbox,
      this.#users,
      this.#online,
      touchInbox,
      (id) => this.#end(id),
    );
  }

  /**
   * @param {string} conversationId
   * @param {ConversationWatcher} watcher
   */
  watch(conversationId, watcher) {
    let follow = this.#conversations.get(conversationId);
    if (!follow) {
      const touch = () => this.touch(conversationId);
      const retry = this.#retries();
      follow = new ConversationFollow(conversationId, this.#mirror, this.#outlet, retry, touch);
      this.#conversations.set(conversationId, follow);
    }
    follow.add(watcher);
    this.touch(conversationId);
  }

  /**
   * @param {string} conversationId
   * @param {ConversationWatcher} watcher
   */
  unwatch(conversationId, watcher) {
    const follow = this.#conversations.get(conversationId);
    if (follow) {
      follow.remove(watcher);
      this.#pruning.want();
      if (follow.isEmpty) {
        this.#end(conversationId);
      }
    }
  }

  /** @param {InboxWatcher} watcher */
  watchInbox(watcher) {
    this.#inbox.add(watcher);
    this.touchInbox();
  }

  /** @param {InboxWatcher} watcher */
  unwatchInbox(watcher) {
    this.#inbox.remove(watcher);
    this.#pruning.want();
  }

  /**
   * @param {string} userId
   * @param {Watcher} watcher
   */
  watchUser(userId, watcher) {
    this.#users.add(userId, watcher);
    this.#users.refresh([userId]);
  }

  /**
   * @param {string} userId
   * @param {Watcher} watcher
   */
  unwatchUser(userId, watcher) {
    this.#users.remove(userId, watcher);
    this.#pruning.want();
  }

  /**
   * Looks at whether that user is online.
   *
   * @param {string} userId
   * @param {Watcher} watcher
   */
  watchOnline(userId, watcher) {
    this.#online.add(userId, watcher);
  }

  /**
   * @param {string} userId
   * @param {Watcher} watcher
   */
  unwatchOnline(userId, watcher) {
    this.#online.remove(userId, watcher);
  }

  /** Whether that user is online, if somebody looks at that; null when it is not known yet. @param {string} userId */
  online(userId) {
    return this.#online.online(userId);
  }

  /** Who is typing in a conversation, if somebody looks at that. @param {string} conversationId */
  typing(conversationId) {
    return this.#conversations.get(conversationId)?.typing.now ?? NOBODY;
  }

  /** Whether the user takes part in a conversation that somebody looks at. @param {string} conversationId */
  presence(conversationId) {
    return this.#conversations.get(conversationId)?.presence ?? 'unknown';
  }

  /**
   * Whether it is known if that user participates in a conversation that somebody looks at.
   *
   * @param {string} conversationId
   * @param {string} userId
   */
  knowsParticipant(conversationId, userId) {
    return this.#conversations.get(conversationId)?.knows(userId) ?? false;
  }

  /** Whether it is known if that user exists. @param {string} userId */
  knowsUser(userId) {
    return this.#users.knows(userId);
  }

  /** Whether the list of conversations is known, with those in it that are followed by themselves. */
  knowsInbox() {
    return this.#inbox.answered && !this.#intake.awaits();
  }

  /** Looks at a conversation again when the turn is at rest. @param {string} conversationId */
  touch(conversationId) {
    this.#touched.add(conversationId);
  }

  /** Looks at the list again when the turn is at rest. */
  touchInbox() {
    this.#inboxTouched = true;
  }

  /**
   * Frames may go out: everything is followed, from where the mirror stands. What was told under
   * another view may say what the user is not to see, or hide what the user may: it is forgotten,
   * and followed as at first. Those who look see what they saw until it is told.
   *
   * @param {string | null} view how the user sees texts on this line
   */
  lineUp(view) {
    if (view !== this.#view) {
      this.#view = view;
      this.#conversations.forEach((follow) => follow.beginAnew());
      this.#inbox.beginAnew();
    }
    for (const id of this.#conversations.keys()) {
      this.#touched.add(id);
    }
    this.#inboxTouched = true;
    this.#users.want(this.#mirror.people());
  }

  /** Frames may go out no longer: nothing is followed. */
  lineDown() {
    this.#conversations.forEach((follow) => follow.lineDown());
    this.#inbox.lineDown();
    this.#users.lineDown();
    this.#online.lineDown();
  }

  /** Takes what the server tells. @param {any} frame */
  received(frame) {
    this.#pruning.heard();
    this.#intake.take(frame);
  }

  /** The turn is at rest: those who look are told, and what is missing is asked for. */
  settle() {
    const changes = this.#mirror.takeChanges();
    this.#users.want(changes.users);
    changes.conversations.forEach((id) => this.#touched.add(id));
    if (changes.users.size > 0) {
      this.#touchMentioning(changes.users);
    }
    const looked = this.#touched;
    this.#touched = new Set();
    const list = this.#inboxTouched || changes.inbox || changes.users.size > 0;
    this.#inboxTouched = false;
    for (const id of looked) {
      const follow = this.#conversations.get(id);
      follow?.refresh();
      follow?.ensure();
    }
    this.#users.refresh(changes.users);
    if (list) {
      this.#inbox.refresh();
    }
    this.#inbox.ensure();
    this.#pruning.settle();
    this.#users.ensure();
    this.#online.ensure();
  }

  /** @param {string} id */
  #end(id) {
    const follow = this.#conversations.get(id);
    if (!follow) {
      return;
    }
    this.#conversations.delete(id);
    follow.stop();
    this.touchInbox();
    if (this.#outlet.ready) {
      this.#outlet.send({ type: 'unfollow', conversations: [id] });
    }
    const known = this.#mirror.conversation(id);
    if (known !== null && this.#inbox.covers(known.place)) {
      this.#pruning.shrink(id);
    } else {
      this.#mirror.drop(id);
    }
    if (this.#inbox.active && !follow.current) {
      this.#inbox.doubt(id);
    }
  }

  /** @param {Set<string>} changed */
  #touchMentioning(changed) {
    for (const [id, follow] of this.#conversations) {
      const typing = follow.typing.now.userIds.some((user) => changed.has(user));
      if (typing || this.#mirror.conversation(id)?.mentions(changed)) {
        this.#touched.add(id);
      }
    }
  }
}
