-- A key ends by itself, and says whether its system is trusted to name the officer for whom it acts.
ALTER TABLE api_keys ADD COLUMN expires_at BIGINT;
ALTER TABLE api_keys ADD COLUMN on_behalf BIGINT NOT NULL DEFAULT 1 CHECK (on_behalf IN (0, 1));

-- What a system handed in within a day.
CREATE INDEX documents_by_system ON documents (uploaded_by, created_at, size_bytes);
