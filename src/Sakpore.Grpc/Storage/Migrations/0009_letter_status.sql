-- What became of a letter after it was issued; until when it is valid; which office keeps it.
ALTER TABLE letters ADD COLUMN status TEXT NOT NULL DEFAULT 'ISSUED' CHECK (status IN ('ISSUED', 'REVOKED', 'SUPERSEDED'));
ALTER TABLE letters ADD COLUMN status_at BIGINT;
ALTER TABLE letters ADD COLUMN superseded_by TEXT;
ALTER TABLE letters ADD COLUMN valid_until TEXT;
ALTER TABLE letters ADD COLUMN office TEXT NOT NULL DEFAULT '';

CREATE INDEX letters_by_office ON letters (office, signed_at, code);
CREATE INDEX letters_by_application ON letters (application_id);
