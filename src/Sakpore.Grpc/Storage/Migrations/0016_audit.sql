-- Each row's hash over its stored bytes and the hash of the row before it. Rows of before are hashed by the first start.
ALTER TABLE events ADD COLUMN chain $blob$;
ALTER TABLE installation ADD COLUMN chained_at BIGINT;

-- What was refused: a chain for each hub process. Callers without credentials are counted together.
CREATE TABLE refusal_chains (
    process    TEXT   NOT NULL PRIMARY KEY,
    sequence   BIGINT NOT NULL,
    head       $blob$ NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE refusals (
    process  TEXT   NOT NULL,
    sequence BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    method   TEXT   NOT NULL,
    reason   TEXT   NOT NULL,
    caller   TEXT   NOT NULL,
    officer  TEXT,
    resource TEXT,
    calls    BIGINT NOT NULL,
    chain    $blob$ NOT NULL,
    PRIMARY KEY (process, sequence)
);
