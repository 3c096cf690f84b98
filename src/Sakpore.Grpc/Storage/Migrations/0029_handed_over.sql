-- When an intent was handed to a key that is not this program's own: from then on its keeper may have signed, whoever died.
ALTER TABLE signing_intents ADD COLUMN handed_over_at BIGINT;
