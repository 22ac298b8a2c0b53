-- The orders in which an app's own back end lists what there is; rows of one time by their keys.
CREATE INDEX users_by_creation ON users (app, created_at);
CREATE INDEX conversations_by_creation ON conversations (app, created_at);
CREATE INDEX conversations_by_activity ON conversations (app, coalesce(newest_at, created_at));

-- Whom the app keeps out of what.
CREATE INDEX participants_kept_out ON participants (user, conversation) WHERE gone = 1 AND access = 'NONE';
