-- Pods that hold GPUs now: what the operator's gauges count.
CREATE INDEX pod_attempts_live ON pod_attempts (job_id) WHERE gone_at IS NULL;
