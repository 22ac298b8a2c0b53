/** What each kind of subscription looks at. */
import { TalkError } from '../errors.js';
import { flawOf } from '../filter.js';
import { ListSubscription } from './list.js';
import { Subscription } from './subscription.js';

/**
 * @typedef {import('../session.js').Session} Session
 * @typedef {import('./list.js').Page} Page
 */

/** @type {Page} */
const CONVERSATIONS = { first: 20, more: 20, max: 30 };

/** The server counts conversations, but not those that match a filter. @type {Page} */
const FILTERED = { ...CONVERSATIONS, ahead: 1 };
/** @type {Page} */
const MESSAGES = { first: 30, more: 30, max: 100 };
/** @type {Page} */
const PARTICIPANTS = { first: 10, more: 10, max: 50 };
/** @type {Page} */
const REACTIONS = { first: 10, more: 30, max: 100 };

/** What may be an emoji; the server knows which ones are. */
const EMOJI = /^(:[\w+-]{1,48}:|[\p{Emoji}\p{Emoji_Component}\uFE0F]{1,30})$/u;

/** With more than so many others typing, nobody is named. */
const FEW = 5;

/** @param {any} latestSnapshot */
function active(latestSnapshot) {
  return Object.freeze({ type: 'active', latestSnapshot });
}

/**
 * A subscription to one thing of a conversation.
 *
 * @param {Session} session
 * @param {string} id of the conversation
 * @param {((snapshot: any) => void) | undefined} listener
 * @param {Record<string, any>} extra what else is looked at
 * @param {(mirror: any) => any} sight of the conversation in the mirror; undefined when it is not
 *   known yet
 */
function single(session, id, listener, extra, sight) {
  /** @type {any} */
  let watcher = null;
  return new Subscription(session, (seen) => listener?.(seen.latestSnapshot), {
    look: () => {
      if (session.follows.presence(id) === 'outside') {
        return active(null);
      }
      const mirror = session.mirror.conversation(id);
      const seen = mirror === null ? undefined : sight(mirror);
      return seen === undefined ? null : active(seen);
    },
    watch: (self) => {
      watcher = { ...extra, refresh: () => self.refresh(), fail: (/** @type {any} */ e) => self.fail(e) };
      session.follows.watch(id, watcher);
    },
    unwatch: () => session.follows.unwatch(id, watcher),
  });
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {any} [listener]
 */
export function liveConversation(session, id, listener) {
  return single(session, id, listener, {}, (mirror) => session.views.conversation(mirror));
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {string} userId
 * @param {any} [listener]
 */
export function liveParticipant(session, id, userId, listener) {
  return single(session, id, listener, { participant: userId }, (mirror) => {
    if (!session.follows.knowsParticipant(id, userId)) {
      return undefined;
    }
    const fact = mirror.participant(userId);
    return fact === null ? null : session.views.of(id).participant(mirror, fact);
  });
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {any} [listener]
 */
export function liveTyping(session, id, listener) {
  return single(session, id, listener, { typing: true }, () => {
    const { userIds, many } = session.follows.typing(id);
    const others = userIds.filter((/** @type {string} */ user) => user !== session.mirror.viewer);
    if (many || others.length > FEW) {
      return Object.freeze({ many: true });
    }
    const users = others.map((/** @type {string} */ user) => session.views.person(user));
    return Object.freeze({ many: false, users: Object.freeze(users) });
  });
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {any} [listener]
 */
export function liveUser(session, id, listener) {
  return new Subscription(session, (seen) => listener?.(seen.latestSnapshot), {
    look: () => (session.follows.knowsUser(id) ? active(session.views.user(id)) : null),
    watch: (self) => session.follows.watchUser(id, self),
    unwatch: (self) => session.follows.unwatchUser(id, self),
  });
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {any} [listener]
 */
export function liveOnline(session, id, listener) {
  return new Subscription(session, (seen) => listener?.(seen.latestSnapshot), {
    look: () => {
      const isConnected = session.follows.online(id);
      if (isConnected === null || !session.follows.knowsUser(id)) {
        return null;
      }
      const user = session.views.user(id);
      return active(user === null ? null : Object.freeze({ user, isConnected }));
    },
    watch: (self) => {
      session.follows.watchOnline(id, self);
      session.follows.watchUser(id, self);
    },
    unwatch: (self) => {
      session.follows.unwatchOnline(id, self);
      session.follows.unwatchUser(id, self);
    },
  });
}

/**
 * A subscription to a list of a conversation.
 *
 * @param {Session} session
 * @param {string} id
 * @param {Page} page
 * @param {any} listener
 * @param {(reach: any) => Record<string, any>} extra what is looked at
 * @param {(mirror: any) => import('./list.js').Sight} sight
 * @param {string | null} [flaw] why it cannot be looked at
 */
function listOf(session, id, page, listener, extra, sight, flaw = null) {
  return new ListSubscription(session, page, listener, ({ reach }) => ({
    sight: () => {
      if (session.follows.presence(id) === 'outside') {
        return { shelf: null };
      }
      const mirror = session.mirror.conversation(id);
      return mirror === null ? null : sight(mirror);
    },
    touch: () => session.follows.touch(id),
    watch: (watcher) => {
      if (flaw === null) {
        session.follows.watch(id, Object.assign(watcher, extra(reach)));
      } else {
        watcher.fail(new TalkError('INVALID_ARGUMENT', flaw));
      }
    },
    unwatch: (watcher) => session.follows.unwatch(id, watcher),
  }));
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {any} [listener]
 */
export function liveMessages(session, id, listener) {
  const looked = (/** @type {any} */ reach) => ({ messages: reach });
  return listOf(session, id, MESSAGES, listener, looked, (mirror) => ({
    shelf: mirror.messages,
    item: (fact) => session.views.of(id).message(mirror, fact),
    total: () => mirror.messages.total,
  }));
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {any} [listener]
 */
export function liveParticipants(session, id, listener) {
  const looked = (/** @type {any} */ reach) => ({ participants: reach });
  return listOf(session, id, PARTICIPANTS, listener, looked, (mirror) => ({
    shelf: mirror.participants,
    item: (fact) => session.views.of(id).participant(mirror, fact),
    total: () => mirror.participants.total,
  }));
}

/**
 * @param {Session} session
 * @param {string} id
 * @param {{messageId: string, emoji: string}} of
 * @param {any} [listener]
 */
export function liveReactions(session, id, of, listener) {
  const looked = (/** @type {any} */ reach) => ({ reactors: { of, reach } });
  const flaw = EMOJI.test(of.emoji) ? null : `emoji: ${of.emoji} (expected: one emoji, or :name:)`;
  const sight = (/** @type {any} */ mirror) => {
    const reactors = mirror.reactors(of);
    if (reactors === null || reactors.stale) {
      return null;
    }
    if (!reactors.exists) {
      return { shelf: null };
    }
    return {
      shelf: reactors.shelf,
      item: (/** @type {any} */ fact) => session.views.of(id).reaction(fact),
      total: () => reactors.shelf.total,
      complete: (/** @type {any} */ reach) => reach.open(),
    };
  };
  return listOf(session, id, REACTIONS, listener, looked, sight, flaw);
}

/**
 * @param {Session} session
 * @param {import('../filter.js').ConversationFilter | null} filter
 * @param {any} [listener]
 */
export function liveInbox(session, filter, listener) {
  const page = filter === null ? CONVERSATIONS : FILTERED;
  return new ListSubscription(session, page, listener, ({ reach }) => ({
    sight: () => {
      if (!session.follows.knowsInbox()) {
        return null;
      }
      const shelf = session.mirror.list(filter);
      const matching = () => (shelf.complete ? shelf.size : -1);
      return {
        shelf,
        item: (mirror) => session.views.conversation(mirror),
        total: filter === null ? () => shelf.total : matching,
      };
    },
    touch: () => session.follows.touchInbox(),
    watch: (watcher) => {
      const flaw = filter === null ? null : flawOf(filter);
      if (flaw === null) {
        session.follows.watchInbox(Object.assign(watcher, { filter, reach }));
      } else {
        watcher.fail(new TalkError('INVALID_ARGUMENT', flaw));
      }
    },
    unwatch: (watcher) => session.follows.unwatchInbox(watcher),
  }));
}
