-- A row is the time of a text, 21 bits further up, and what tells it from others of that millisecond.
CREATE TABLE texts (
  row INTEGER PRIMARY KEY,
  place INTEGER NOT NULL
);

-- The words of the text in the row of that rowid, with a token for its place. Words come here folded and with spaces
-- between them, so the tokenizer leaves everything else whole.
CREATE VIRTUAL TABLE text_words USING fts5(
  words,
  content='',
  contentless_delete=1,
  detail=none,
  prefix='1 2 3',
  tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);

-- Conversations whose messages are not in the index yet.
CREATE TABLE texts_missing (
  place INTEGER PRIMARY KEY
);

INSERT INTO texts_missing SELECT key FROM conversations WHERE newest_at IS NOT NULL;
