-- Where an app wants to be told what happens. url: null for nowhere, events are kept for those who ask. events: null for all.
-- reached: all events up to it were taken or are not wanted, but for those that behind names. lost: went before they were taken.
CREATE TABLE webhooks (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  app INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  url TEXT,
  events TEXT,
  enabled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  reached INTEGER NOT NULL,
  behind TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  delivered_at INTEGER,
  failed_at INTEGER,
  error TEXT,
  next_at INTEGER,
  lost INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX webhooks_by_app ON webhooks (app);

-- last: the newest sequence of an app that was ever given. removed: the newest that is kept no longer.
CREATE TABLE outboxes (
  app INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  removed INTEGER NOT NULL
);

-- Events, written in the transaction of what they tell. lane: what they are in order with, a conversation or a user.
CREATE TABLE outbox (
  app INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  lane TEXT NOT NULL,
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  body TEXT NOT NULL
);

-- Looking through what waits touches no bodies.
CREATE UNIQUE INDEX outbox_in_order ON outbox (app, sequence, type, lane);

-- Until when it was told that a user has read: a mark may go back, and no reading is told twice.
CREATE TABLE told_reads (
  conversation INTEGER NOT NULL,
  user INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (conversation, user)
) WITHOUT ROWID;
