-- message_at: created_at of the message. created_at grows strictly among the reactions to one message with one emoji.
-- A message that is deleted, or loses a reaction, keeps no row of it: a follower who was away hears that the message
-- changed, and is told anew which reactions are its own.
CREATE TABLE reactions (
  conversation INTEGER NOT NULL,
  message_at INTEGER NOT NULL,
  user INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (conversation, message_at, user, emoji)
) WITHOUT ROWID;

CREATE INDEX reactions_by_emoji ON reactions (conversation, message_at, emoji, created_at);

-- How often each emoji was used, by its first use: what a page of messages shows needs no counting. Null when none was.
ALTER TABLE messages ADD COLUMN reactions TEXT;
