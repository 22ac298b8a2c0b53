-- What is being erased: a person, or without a user an app with all that is in it. stage: 0 while rows tell of it, 1
-- while only places on the disk do that were given back.
CREATE TABLE erasures (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  app INTEGER NOT NULL,
  user INTEGER,
  id TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  stage INTEGER NOT NULL
);

-- Whoever knows a conversation as of an older version begins anew: rows are missing that would say what changed.
ALTER TABLE conversations ADD COLUMN erased_version INTEGER NOT NULL DEFAULT 0;

-- Keys of apps and users are never used again.
-- users_from: the first version of a new user, later than the last of everybody who was erased.
CREATE TABLE apps_new (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  users_from INTEGER NOT NULL DEFAULT 1
);

INSERT INTO apps_new (key, id, settings, created_at) SELECT key, id, settings, created_at FROM apps;
DROP TABLE apps;
ALTER TABLE apps_new RENAME TO apps;

-- erased: 1 while the user is being erased; then nobody finds it, but those who name it.
CREATE TABLE users_new (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
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
  availability_text TEXT,
  created_at INTEGER NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0,
  UNIQUE (app, id)
);

INSERT INTO users_new (key, app, id, version, name, custom, locale, photo_url, role, welcome_message, email, phone,
    push_tokens, availability_text, created_at)
  SELECT key, app, id, version, name, custom, locale, photo_url, role, welcome_message, email, phone, push_tokens,
    availability_text, created_at FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE INDEX users_by_creation ON users (app, created_at);

CREATE INDEX files_by_app ON files (app, uploader);
