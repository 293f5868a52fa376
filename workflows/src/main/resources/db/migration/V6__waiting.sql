-- What a pod waits for before it has a node: its queue, or what the scheduler says.
ALTER TABLE pod_attempts ADD COLUMN waiting text;
