-- A receipt remembers any resource that a request made or changed, not only applications.
ALTER TABLE receipts RENAME COLUMN application_id TO resource;

-- PDFs of agencies, signed by their own officers. The row is written before the key is used: what was meant is known after a crash.
CREATE TABLE signed_documents (
    id                 TEXT   NOT NULL PRIMARY KEY,
    office             TEXT   NOT NULL,
    officer            TEXT   NOT NULL,
    system             TEXT   NOT NULL,
    source_document    TEXT   NOT NULL REFERENCES documents (id),
    document           TEXT   REFERENCES documents (id),
    certificate_issuer TEXT   NOT NULL,
    state              TEXT   NOT NULL CHECK (state IN ('PENDING', 'SIGNED', 'FAILED')),
    signed_at          BIGINT NOT NULL
);

CREATE INDEX signed_documents_by_office ON signed_documents (office, signed_at, id) WHERE state = 'SIGNED';
