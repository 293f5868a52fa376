-- What became of the starts of WorkflowSchedules; the newest hundred of each are kept.
CREATE TABLE schedule_starts (
  schedule_id  uuid NOT NULL,
  namespace    text NOT NULL,
  name         text NOT NULL,
  due          timestamptz NOT NULL,
  child        text NOT NULL,
  outcome      text NOT NULL CHECK (outcome IN ('STARTED', 'EARLIER_ONE_RUNS', 'TOO_LATE', 'CLOCK_SET_BACK', 'REFUSED')),
  message      text NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (schedule_id, due)
);

CREATE FUNCTION tell_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('shoal_workflowschedule', NEW.namespace || '/' || NEW.name);
  RETURN NULL;
END $$;
CREATE TRIGGER schedule_told AFTER INSERT OR UPDATE ON schedule_starts
  FOR EACH ROW EXECUTE FUNCTION tell_schedule();
