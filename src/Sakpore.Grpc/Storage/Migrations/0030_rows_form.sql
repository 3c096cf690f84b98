-- In which way the rows that serve lists were computed: a release that computes them in another way makes them anew.
ALTER TABLE installation ADD COLUMN rows_form BIGINT;
