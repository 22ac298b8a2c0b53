-- What only this server knows.
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  secret BLOB NOT NULL
) WITHOUT ROWID;

-- A file from the moment its upload begins. state: COMING while bytes are missing, WHOLE when all are here and looked at,
-- KEPT when they are in the vault, GONE until everything of it is removed.
-- uploader: null for the app itself. size: -1 while nobody knows it. duration: nanoseconds.
-- media_type, sha256: null while it is COMING. no_preview: 1 for a picture of which none can be made.
-- expires_at: null while a message names it.
CREATE TABLE files (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  app INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  uploader TEXT,
  state TEXT NOT NULL,
  kind TEXT NOT NULL,
  filename TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  duration INTEGER,
  size INTEGER NOT NULL,
  media_type TEXT,
  sha256 TEXT,
  no_preview INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
);

CREATE INDEX files_unsent ON files (app, uploader) WHERE expires_at IS NOT NULL;
CREATE INDEX files_expiring ON files (expires_at) WHERE expires_at IS NOT NULL;

-- Which messages name which files.
CREATE TABLE file_uses (
  conversation INTEGER NOT NULL,
  message_at INTEGER NOT NULL,
  file INTEGER NOT NULL,
  PRIMARY KEY (conversation, message_at, file)
) WITHOUT ROWID;

CREATE INDEX file_uses_by_file ON file_uses (file);
