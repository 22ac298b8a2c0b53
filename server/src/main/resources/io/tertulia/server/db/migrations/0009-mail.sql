-- Notifications that the app asked for and nobody has sent yet.
-- everybody: nobody was named, so they are for all who did not write last.
CREATE TABLE notifications (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  channels TEXT NOT NULL,
  everybody INTEGER NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE INDEX notifications_by_conversation ON notifications (conversation, key);

CREATE TABLE notification_recipients (
  notification INTEGER NOT NULL,
  user INTEGER NOT NULL,
  PRIMARY KEY (notification, user)
) WITHOUT ROWID;

CREATE INDEX notification_recipients_by_user ON notification_recipients (user);

-- The secret names of participants for answers by mail.
CREATE TABLE mail_names (
  conversation INTEGER NOT NULL,
  user INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE,
  PRIMARY KEY (conversation, user)
) WITHOUT ROWID;

CREATE INDEX mail_names_by_user ON mail_names (user);

CREATE TABLE themes (
  app INTEGER NOT NULL,
  name TEXT NOT NULL,
  theme TEXT NOT NULL,
  PRIMARY KEY (app, name)
) WITHOUT ROWID;
