-- What is late, worst first: by due date, then by id.
CREATE INDEX applications_by_due ON applications (due_on, id) WHERE due_on IS NOT NULL;

-- Visits that ended in a span of days.
CREATE INDEX stage_visits_by_end ON stage_visits (ended_at) WHERE ended_at IS NOT NULL;

-- The survey: that an application answered, and apart from it, by day alone, what was answered.
CREATE TABLE survey_receipts (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications (id)
);

CREATE TABLE survey_answers (
    id          TEXT NOT NULL PRIMARY KEY,
    answered_on TEXT NOT NULL,
    permit_type TEXT NOT NULL,
    answers     TEXT NOT NULL
);

CREATE INDEX survey_answers_by_day ON survey_answers (answered_on);
