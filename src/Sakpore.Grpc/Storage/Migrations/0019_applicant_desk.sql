-- What the holder of a tracking link does on its page. Wrong tries to take the letter, counted from the first one on; and
-- questions to the front office, whose texts are personal values of the applicant.
CREATE TABLE letter_tries (
    application_id  TEXT   NOT NULL PRIMARY KEY,
    failed          BIGINT NOT NULL,
    first_failed_at BIGINT NOT NULL
);

CREATE TABLE questions (
    id             TEXT   NOT NULL PRIMARY KEY,
    application_id TEXT   NOT NULL,
    office         TEXT   NOT NULL,
    asked_at       BIGINT NOT NULL,
    answered_at    BIGINT,
    answered_by    TEXT
);

CREATE INDEX questions_by_application ON questions (application_id, asked_at);
CREATE INDEX questions_by_office ON questions (office, asked_at, id);
