-- What a user wrote about being there, for the app alone.
ALTER TABLE users ADD COLUMN availability_text TEXT;
