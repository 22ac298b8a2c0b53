import { Outbox } from './outbox.js';

/** Those in which something is on its way, or that somebody looks at. @type {Map<string, Outbox>} */
const outboxes = new Map();

/**
 * The outbox of a conversation, the same for all who show it: what is on its way, or failed, is there
 * again after something else was shown, or after a session ended and another began.
 *
 * @param {readonly string[]} where server, app, user and conversation
 * @param {import('../client/refs.js').ConversationRef} conversation
 * @param {(file: File, options: any) => Promise<any>} upload gives the block to send
 * @param {() => void} changed called until it is unsubscribed
 * @returns {{outbox: Outbox, unsubscribe: () => void}}
 */
export function openOutbox(where, conversation, upload, changed) {
  const name = JSON.stringify(where);
  const outbox = outboxes.get(name) ?? new Outbox(where);
  outboxes.set(name, outbox);
  const close = outbox.open(conversation, upload, changed);
  return {
    outbox,
    unsubscribe: () => {
      close();
      if (outbox.isIdle) {
        outboxes.delete(name);
      }
    },
  };
}
