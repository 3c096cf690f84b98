-- A signature whose key is with the caller: what was prepared, authenticated, waits here for its value.
ALTER TABLE signed_documents ADD COLUMN prepared $blob$;
ALTER TABLE signed_documents ADD COLUMN expires_at BIGINT;
