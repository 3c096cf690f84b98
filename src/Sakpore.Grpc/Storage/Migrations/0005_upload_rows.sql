-- Uploads over HTTP that are not complete: sealed row by row under the key that the document will have, so that any hub of
-- the installation goes on with them. Each call that opens one raises the fencing number; a call with an older one stores nothing.
CREATE TABLE open_uploads (
    uploaded_by TEXT   NOT NULL,
    upload_id   TEXT   NOT NULL,
    document_id TEXT   NOT NULL,
    wrapped_key $blob$ NOT NULL,
    fencing     BIGINT NOT NULL,
    written_at  BIGINT NOT NULL,
    PRIMARY KEY (uploaded_by, upload_id)
);

CREATE TABLE upload_rows (
    document_id TEXT   NOT NULL,
    position    BIGINT NOT NULL,
    sealed      $blob$ NOT NULL,
    PRIMARY KEY (document_id, position)
);
