-- Apps that somebody made without asking and nobody has claimed. token: the hash of what shows the secret key again.
CREATE TABLE anonymous_apps (
  app INTEGER PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
);
