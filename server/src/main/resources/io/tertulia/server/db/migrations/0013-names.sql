-- Whose name begins so, in upper or lower case.
CREATE INDEX users_by_name ON users (app, name COLLATE NOCASE);
