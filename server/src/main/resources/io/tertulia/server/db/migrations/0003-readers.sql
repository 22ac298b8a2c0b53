-- Who has read least: until when everybody has read is one look.
CREATE INDEX participants_by_reading ON participants (conversation, read_until) WHERE gone = 0;
