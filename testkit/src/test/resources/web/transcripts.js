/**
 * Feeds what each line of a transcript heard through the browser client's reader and mirror; tells
 * what was read, and what the mirror holds in the end.
 */
async (lines) => {
  const { readFrame } = await import('/web/client/frames.js');
  const { Mirror } = await import('/web/client/mirror/mirror.js');
  const { EVERYTHING, isEverything } = await import('/web/client/bound.js');

  const factsOf = (frame) =>
    [frame, frame.state, ...(frame.states ?? [])].flatMap((part) => part?.put ?? []);

  const take = {
    state: (mirror, { state }, named) => mirror.applyState(state, named),
    outside: (mirror, { conversationId }) => mirror.drop(conversationId),
    inbox: (mirror, { from, total, states, gone }) => {
      states.forEach((state) => mirror.applyState(state, new Set()));
      gone.forEach((id) => mirror.drop(id));
      mirror.listTold(from, total);
    },
    event: (mirror, frame) => mirror.applyEvent(frame),
    marked: (mirror, frame) => mirror.applyMarked(frame),
    users: (mirror, frame) => mirror.applyUsers(frame),
    typing: (mirror, { put }) => mirror.learn(put),
  };

  const bound = (at) => (at === null ? 'none' : isEverything(at) ? 'all' : `${at.at}:${at.id}`);

  const shown = (mirror, conversation) => {
    const { id, position, mark, messages, participants, place } = conversation;
    const said = messages.window(EVERYTHING);
    return {
      id,
      facts: [conversation.conversation, conversation.tally, ...said, ...participants.window(EVERYTHING)],
      rest: [
        position.epoch, position.version,
        mark.version, mark.readUntil, mark.markedUnread, mark.unread,
        bound(messages.from), messages.total, bound(participants.from), participants.total,
        bound(place),
        ...said.map((message) => [...conversation.ownReactions(message.id)].sort().join('')),
      ].join(' '),
    };
  };

  return JSON.stringify(
    lines.map(({ viewer, heard, people }) => {
      const mirror = new Mirror(viewer);
      const read = heard.map(({ text, named }) => {
        const frame = readFrame(text);
        take[frame.type]?.(mirror, frame, named === null ? null : new Set(named));
        // One of an unknown type has no more than its type and number.
        return { known: Object.keys(frame).length > 2, facts: factsOf(frame) };
      });
      const list = mirror.inbox.window(EVERYTHING);
      return {
        read,
        conversations: list.map((conversation) => shown(mirror, conversation)),
        users: people.map((id) => mirror.users.get(id)).filter((user) => user !== null),
        list: `${bound(mirror.inbox.from)} ${mirror.inbox.total}`,
      };
    }),
  );
}
