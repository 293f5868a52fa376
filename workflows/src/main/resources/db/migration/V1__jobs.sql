-- Phases in the order in which a run passes through them. REFUNDED is legacy: nothing sets it any more.
CREATE FUNCTION phase_rank(phase text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE phase
    WHEN 'DRAFT' THEN 0
    WHEN 'PENDING' THEN 1
    WHEN 'PROVISIONING' THEN 2
    WHEN 'RUNNING' THEN 3
    WHEN 'REPORTING' THEN 4
    WHEN 'COMPLETED' THEN 5
    WHEN 'FAILED' THEN 5
    WHEN 'REFUNDED' THEN 5
  END
$$;

CREATE TABLE simulation_jobs (
  job_id              uuid PRIMARY KEY,
  namespace           text NOT NULL,
  name                text NOT NULL,
  run                 int NOT NULL DEFAULT 1,
  phase               text NOT NULL CHECK (phase_rank(phase) IS NOT NULL),
  content_hash        text NOT NULL,
  tier                text NOT NULL,
  plan                jsonb NOT NULL,
  goal                text NOT NULL,
  seed                text NOT NULL,
  enriched_seed       text,
  citations           jsonb,
  markets_config      jsonb,
  live_status         jsonb,
  artifacts           jsonb,
  sim_data_available  boolean NOT NULL DEFAULT false,
  result_chat_log     text,
  result_graph        text,
  result_structured   jsonb,
  result_markets      jsonb,
  result_report       text,
  report_writer       text,
  key_insight         text,
  report_uploaded     boolean NOT NULL DEFAULT false,
  workflow_id         text,
  workflow_run_id     text,
  provision_seconds   double precision,
  pipeline_seconds    double precision,
  failure_reason      text,
  failure_message     text,
  failure_phase       text,
  created_at          timestamptz NOT NULL DEFAULT now(),
  started_at          timestamptz,
  deadline_at         timestamptz,
  completed_at        timestamptz,
  updated_at          timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX simulation_jobs_in_flight ON simulation_jobs (namespace, content_hash) WHERE phase_rank(phase) < 5;
CREATE INDEX simulation_jobs_open ON simulation_jobs (updated_at) WHERE phase_rank(phase) BETWEEN 1 AND 4;

-- The ledger: one row a pod, from its creation to its being gone.
CREATE TABLE pod_attempts (
  job_id       uuid NOT NULL REFERENCES simulation_jobs (job_id) ON DELETE CASCADE,
  attempt      int NOT NULL,
  run          int NOT NULL,
  pod_name     text NOT NULL,
  pod_uid      text,
  node         text,
  gpu_count    int NOT NULL,
  created_at   timestamptz NOT NULL,
  bound_at     timestamptz,
  running_at   timestamptz,
  gone_at      timestamptz,
  reason       text,
  estimated    boolean NOT NULL DEFAULT false,
  gpu_seconds  double precision GENERATED ALWAYS AS (
    CASE WHEN bound_at IS NULL OR gone_at IS NULL THEN 0
         ELSE gpu_count * GREATEST(0, EXTRACT(EPOCH FROM gone_at - bound_at)) END) STORED,
  PRIMARY KEY (job_id, attempt)
);

CREATE TABLE error_events (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id   uuid NOT NULL REFERENCES simulation_jobs (job_id) ON DELETE CASCADE,
  at       timestamptz NOT NULL DEFAULT now(),
  source   text NOT NULL,
  reason   text NOT NULL,
  message  text NOT NULL
);

-- Every change of a job is told in the transaction that makes it: "namespace/name".
CREATE FUNCTION tell_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('shoal_jobs', NEW.namespace || '/' || NEW.name);
  RETURN NULL;
END $$;
CREATE TRIGGER simulation_jobs_told AFTER INSERT OR UPDATE ON simulation_jobs
  FOR EACH ROW EXECUTE FUNCTION tell_job();

CREATE FUNCTION tell_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('shoal_jobs', j.namespace || '/' || j.name) FROM simulation_jobs j WHERE j.job_id = NEW.job_id;
  RETURN NULL;
END $$;
CREATE TRIGGER pod_attempts_told AFTER INSERT OR UPDATE ON pod_attempts
  FOR EACH ROW EXECUTE FUNCTION tell_attempt();
