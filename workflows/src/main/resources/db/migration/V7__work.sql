-- Work of every kind but SimulationJob: a row a resource. findings is what is known of the run so far.
CREATE TABLE work (
  id               uuid PRIMARY KEY,
  kind             text NOT NULL,
  namespace        text NOT NULL,
  name             text NOT NULL,
  run              int NOT NULL DEFAULT 1,
  state            text NOT NULL CHECK (state IN ('SUSPENDED', 'PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  plan             jsonb NOT NULL,
  findings         jsonb NOT NULL DEFAULT '{}',
  workflow_id      text,
  workflow_run_id  text,
  failure_reason   text,
  failure_message  text,
  created_at       timestamptz NOT NULL DEFAULT now(),
  started_at       timestamptz,
  completed_at     timestamptz,
  updated_at       timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX work_open ON work (kind, updated_at) WHERE state IN ('PENDING', 'RUNNING');

-- Every change is told in the transaction that makes it, on a channel of the kind: "namespace/name".
CREATE FUNCTION tell_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('shoal_' || lower(NEW.kind), NEW.namespace || '/' || NEW.name);
  RETURN NULL;
END $$;
CREATE TRIGGER work_told AFTER INSERT OR UPDATE ON work
  FOR EACH ROW EXECUTE FUNCTION tell_work();
