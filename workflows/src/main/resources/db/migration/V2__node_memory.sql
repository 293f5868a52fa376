-- The pods that were given up of late, whatever their job.
CREATE INDEX pod_attempts_given_up ON pod_attempts (gone_at) WHERE reason IS NOT NULL;
