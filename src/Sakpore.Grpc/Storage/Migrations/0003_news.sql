-- What happened, across all applications, in one order that readers can page by. A position is given after the commit, by
-- one sequencer at a time: one that is taken before it becomes visible out of order, and readers lose what comes late.
CREATE TABLE news (
    position       BIGINT NOT NULL PRIMARY KEY,
    application_id TEXT   NOT NULL,
    sequence       BIGINT NOT NULL,
    UNIQUE (application_id, sequence)
);

-- What is committed and has no position yet; the transaction that appends an entry writes it here.
CREATE TABLE news_arrivals (
    application_id TEXT   NOT NULL,
    sequence       BIGINT NOT NULL,
    PRIMARY KEY (application_id, sequence)
);

INSERT INTO news_arrivals (application_id, sequence) SELECT application_id, sequence FROM events;
