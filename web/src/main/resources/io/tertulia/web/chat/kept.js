import { keep, recall } from './tab-store.js';

/** @typedef {import('./outbox.js').Outgoing} Outgoing */

const KEPT = 'outbox';

/**
 * Keeps what another page can go on with: what the server has not said it has, but no bytes of files.
 *
 * @param {import('./tab-store.js').Where} where
 * @param {readonly Outgoing[]} outgoing
 */
export function keepOutgoing(where, outgoing) {
  const all = outgoing
    .filter(({ params, messageId }) => messageId === null && (!params.file || params.content))
    .map(({ params: { file, voice, ...params }, createdAt, after, error }) => ({
      ...{ params, createdAt, after },
      failed: error?.message,
    }));
  keep(KEPT, where, all.length === 0 ? null : all);
}

/**
 * What a page before this one kept.
 *
 * @param {import('./tab-store.js').Where} where
 * @returns {readonly Omit<Outgoing, 'key'>[]}
 */
export function keptOutgoing(where) {
  const all = recall(KEPT, where);
  return (Array.isArray(all) ? all : []).map(({ params, createdAt, after, failed }) => ({
    params,
    createdAt,
    after,
    status: failed ? 'failed' : 'sending',
    error: failed ? new Error(failed) : null,
    progress: null,
    messageId: null,
  }));
}
