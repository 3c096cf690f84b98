-- What time alone brings about: when each open application is to be looked at next, and the newest revision of its calendar that
-- this was computed from. Any command rewrites both; a revision that is newer makes the row due at once.
ALTER TABLE applications ADD COLUMN next_rung_at BIGINT;
ALTER TABLE applications ADD COLUMN calendar TEXT;

UPDATE applications SET next_rung_at = 0 WHERE status IN ('InProgress', 'AwaitingApplicant', 'AwaitingSignature');

CREATE INDEX applications_by_next_rung ON applications (next_rung_at, id) WHERE next_rung_at IS NOT NULL;
CREATE INDEX applications_by_calendar ON applications (calendar, id) WHERE calendar IS NOT NULL;

-- A visit as the service-level report counts it, without the time in which it waited for the applicant.
ALTER TABLE stage_visits ADD COLUMN working_minutes BIGINT;
ALTER TABLE stage_visits ADD COLUMN on_time BIGINT;

-- Letters that end: from when on they are due for renewal, and when their holder is reminded next.
ALTER TABLE letters ADD COLUMN renewal_from TEXT;
ALTER TABLE letters ADD COLUMN next_reminder_on TEXT;

CREATE INDEX letters_by_reminder ON letters (next_reminder_on, code) WHERE next_reminder_on IS NOT NULL;
CREATE INDEX letters_by_renewal ON letters (office, valid_until, code) WHERE renewal_from IS NOT NULL;
