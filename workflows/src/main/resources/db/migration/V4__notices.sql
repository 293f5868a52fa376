-- What came of telling each webhook of spec.report.notify.
ALTER TABLE simulation_jobs ADD COLUMN notices jsonb;
