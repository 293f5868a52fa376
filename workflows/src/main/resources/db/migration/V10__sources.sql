-- Records that SourceSyncs have read, the newest word about each.
CREATE TABLE source_records (
  namespace  text NOT NULL,
  source     text NOT NULL,
  resource   text NOT NULL,
  key        text NOT NULL,
  record     jsonb NOT NULL,
  synced_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (namespace, source, resource, key)
);
CREATE INDEX source_records_newest ON source_records (namespace, source, synced_at DESC);

-- How far a part of a source was read: a resource, or an object of a folder. cursor: up to where the
-- last whole pass went. page: where an unfinished pass goes on. highest: the greatest cursor of it.
CREATE TABLE source_positions (
  namespace  text NOT NULL,
  source     text NOT NULL,
  part       text NOT NULL,
  cursor     text,
  page       text,
  highest    text,
  PRIMARY KEY (namespace, source, part)
);

-- Fields of a resource's records and their types: in the last whole pass, and in the one under way.
CREATE TABLE source_shapes (
  namespace  text NOT NULL,
  source     text NOT NULL,
  resource   text NOT NULL,
  fields     jsonb NOT NULL DEFAULT '{}',
  seen       jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (namespace, source, resource)
);
