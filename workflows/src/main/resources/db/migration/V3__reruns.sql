-- rerun_nonce: what was asked for last. fresh_from: checkpoints of attempts before it are not gone on
-- from. report_attempt: the attempt whose artifacts the run only writes a report about.
ALTER TABLE simulation_jobs
  ADD COLUMN rerun_nonce text,
  ADD COLUMN fresh_from int NOT NULL DEFAULT 1,
  ADD COLUMN report_attempt int;
