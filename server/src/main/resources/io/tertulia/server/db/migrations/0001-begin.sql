CREATE TABLE apps (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE app_keys (
  app INTEGER NOT NULL,
  secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  webhook INTEGER NOT NULL,
  PRIMARY KEY (app, secret)
) WITHOUT ROWID;

CREATE TABLE users (
  key INTEGER PRIMARY KEY,
  app INTEGER NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  custom TEXT,
  locale TEXT,
  photo_url TEXT,
  role TEXT,
  welcome_message TEXT,
  email TEXT,
  phone TEXT,
  push_tokens TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (app, id)
);

-- The key is the conversation's epoch: an id that is used again gets a greater one.
-- version: of the last event; attributes_version, tally_version: of the event that last changed those facts.
-- last_at: the next message is later: than all before it, and than anybody's joined_at and read_until.
-- newest_at: of the newest message that is not deleted.
CREATE TABLE conversations (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  app INTEGER NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  attributes_version INTEGER NOT NULL,
  tally_version INTEGER NOT NULL,
  subject TEXT,
  photo_url TEXT,
  welcome_messages TEXT,
  custom TEXT,
  created_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  newest_at INTEGER,
  messages INTEGER NOT NULL,
  participants INTEGER NOT NULL,
  everyone_read_until INTEGER NOT NULL,
  UNIQUE (app, id)
);

-- A participant who left stays as a row that says so, for followers who were away.
-- mark_version counts the changes of read_until and marked_unread, which only the participant sees.
CREATE TABLE participants (
  conversation INTEGER NOT NULL,
  user INTEGER NOT NULL,
  version INTEGER NOT NULL,
  access TEXT NOT NULL,
  notify TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  read_until INTEGER NOT NULL,
  marked_unread INTEGER NOT NULL,
  mark_version INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  PRIMARY KEY (conversation, user)
) WITHOUT ROWID;

CREATE INDEX participants_by_user ON participants (user, conversation) WHERE gone = 0;

-- A deleted message stays as an empty row that says so, for followers who were away and for retries of its sending.
-- born: the version of the event that brought it. referenced_at: created_at of the message that it answers.
CREATE TABLE messages (
  conversation INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  born INTEGER NOT NULL,
  sender INTEGER,
  origin TEXT NOT NULL,
  edited_at INTEGER,
  referenced_at INTEGER,
  custom TEXT,
  content TEXT NOT NULL,
  text TEXT,
  gone INTEGER NOT NULL,
  PRIMARY KEY (conversation, created_at)
) WITHOUT ROWID;

CREATE UNIQUE INDEX messages_by_id ON messages (conversation, id);
CREATE INDEX messages_changed ON messages (conversation, version) WHERE version > born;
CREATE INDEX messages_answered ON messages (conversation, referenced_at) WHERE referenced_at IS NOT NULL;
