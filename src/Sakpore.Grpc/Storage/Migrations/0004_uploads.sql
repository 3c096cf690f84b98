-- Uploads over HTTP that became a document: the same upload sent again answers with the same one.
CREATE TABLE uploads (
    uploaded_by TEXT   NOT NULL,
    upload_id   TEXT   NOT NULL,
    document_id TEXT   NOT NULL REFERENCES documents (id),
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (uploaded_by, upload_id)
);

-- A file that a subject handed in before: this document's content is the other one's, under the same key. Never across
-- subjects: who else has a file is nobody's business. The digest is keyed with the subject's key and dies with it.
ALTER TABLE documents ADD COLUMN content_id TEXT;
ALTER TABLE documents ADD COLUMN content_digest $blob$;

CREATE INDEX documents_by_digest ON documents (subject_id, content_digest) WHERE content_digest IS NOT NULL;
