-- What the last look at the installation's health found, a row a check.
CREATE TABLE health (
  name        text PRIMARY KEY,
  healthy     boolean NOT NULL,
  value       bigint NOT NULL,
  message     text NOT NULL,
  checked_at  timestamptz NOT NULL,
  changed_at  timestamptz NOT NULL,
  told        boolean NOT NULL
);
