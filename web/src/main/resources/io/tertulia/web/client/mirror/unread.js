/**
 * By how many an event changes the number of a viewer's unread messages: what is newer than all
 * before was not counted yet.
 *
 * @param {{put: readonly any[], gone: readonly any[]}} event
 * @param {string} viewer
 * @param {import('../frames.js').ReadMark} mark
 * @param {import('../frames.js').MessageFact | null} last the newest message before the event
 */
export function unreadBy(event, viewer, mark, last) {
  const newest = last === null ? -Infinity : last.createdAt;
  const counts = (/** @type {any} */ message) =>
    message.type === 'message' &&
    (message.senderId ?? null) !== viewer &&
    message.createdAt > mark.readUntil;
  const came = event.put.filter((fact) => counts(fact) && fact.createdAt > newest);
  return came.length - event.gone.filter(counts).length;
}
