-- What the citizens' pages look for: a letter by its number, a mandate by the certificate that signed.
CREATE INDEX letters_by_number ON letters (number);
CREATE INDEX mandates_by_certificate ON mandates (certificate_sha256);
