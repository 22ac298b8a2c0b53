-- The epoch of a conversation's positions, where it is not the key: from the same sequence, so no number is used twice.
ALTER TABLE conversations ADD COLUMN epoch INTEGER;
