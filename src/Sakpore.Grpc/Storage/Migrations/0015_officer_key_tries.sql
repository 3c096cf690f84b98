-- Wrong passphrases of an officer's key in a row; locked_at is set while that many lock it.
CREATE TABLE officer_key_tries (
    officer   TEXT   NOT NULL PRIMARY KEY,
    wrong     BIGINT NOT NULL,
    locked_at BIGINT
);
