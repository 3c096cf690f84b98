-- An intent tells the very bytes that were meant: a failed or unknown signing is tried again with the same ones, and a signed
-- PDF that turns up later is held against them. The seal is that of the first attempt that composed these bytes.
ALTER TABLE signing_intents ADD COLUMN content_size BIGINT;
ALTER TABLE signing_intents ADD COLUMN seal_intent TEXT;

UPDATE signing_intents SET seal_intent = id WHERE id IN (SELECT intent_id FROM seals);

CREATE INDEX signing_intents_by_application ON signing_intents (application_id, created_at);
