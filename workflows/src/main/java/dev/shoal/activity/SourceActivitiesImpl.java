package dev.shoal.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.briefing.Channel;
import dev.shoal.fetch.Refused;
import dev.shoal.fetch.Sink;
import dev.shoal.fetch.SourceReader;
import dev.shoal.fetch.SourceReaders;
import dev.shoal.job.Reason;
import dev.shoal.notify.Channels;
import dev.shoal.persistence.SourceStore;
import dev.shoal.persistence.WorkStore;
import dev.shoal.source.Position;
import dev.shoal.source.Shape;
import dev.shoal.source.SourceRecord;
import dev.shoal.source.SourceSyncFindings;
import dev.shoal.source.SourceSyncPlan;
import dev.shoal.source.SourceSyncPlan.Source;
import dev.shoal.source.SyncBriefing;
import dev.shoal.work.Work;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.SourceActivities;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Steps of a SourceSync, with the sources, the database and the channel. */
public final class SourceActivitiesImpl implements SourceActivities {
  private static final int LONGEST_RECORD = 256 * 1024;
  private static final int LONGEST_KEY = 500;

  /** PostgreSQL's text has no room for it. */
  private static final String NUL = "\\u0000";

  private final WorkStore<SourceSyncPlan, SourceSyncFindings> store;
  private final RunMarks<SourceSyncPlan, SourceSyncFindings> marks;
  private final SourceStore records;
  private final SourceReaders readers;
  private final Delivery delivery;

  public SourceActivitiesImpl(
      WorkStore<SourceSyncPlan, SourceSyncFindings> store,
      SourceStore records,
      SourceReaders readers,
      Channels channels,
      Clock clock) {
    this.store = store;
    this.marks = new RunMarks<>(store, clock);
    this.records = records;
    this.readers = readers;
    this.delivery = new Delivery(channels);
  }

  @Override
  public List<String> begin(JobRef run) {
    return marks
        .begin(run)
        .map(row -> row.plan().sources().stream().map(Source::name).toList())
        .orElse(List.of());
  }

  /** What a try has found is written down resource by resource: the next one adds to it. */
  @Override
  public void sync(JobRef run, String name) {
    LongStep.run(
        alive -> {
          Work<SourceSyncPlan, SourceSyncFindings> work = store.get(run.jobId());
          Source source = work.plan().source(name);
          SourceSyncFindings.Found found = work.findings().of(name);
          String resource = "";
          try {
            SourceReader reader = readers.of(run.namespace(), source);
            for (String one : source.resources()) {
              resource = one;
              SourceStore.Resource of = new SourceStore.Resource(run.namespace(), name, one);
              Count count = new Count();
              reader.read(one, new Keeping(records, of, source.key(), count, alive));
              List<String> drift =
                  records.settle(of).stream().map(change -> one + ": " + change).toList();
              found = found.and(count.records, drift);
              note(run, found);
            }
          } catch (Refused e) {
            throw Failures.permanent(
                Reason.SOURCE_FAILED, "source %s: %s".formatted(name, e.getMessage()));
          } catch (IOException e) {
            throw Failures.temporary(
                Reason.SOURCE_FAILED,
                "source %s: %s can't be read: %s".formatted(name, resource, e.getMessage()),
                e);
          }
          note(run, found.done());
          return true;
        });
  }

  /** Records of a resource that were read in this try. */
  private static final class Count {
    private long records;
  }

  /** Keeps what is read of one resource. */
  private record Keeping(
      SourceStore store, SourceStore.Resource of, String key, Count count, HeartbeatThread alive)
      implements Sink {

    @Override
    public Position position(String part) {
      return store.position(of, part);
    }

    @Override
    public void keep(String part, List<JsonNode> read, Position now) throws Refused {
      alive.check();
      List<SourceRecord> keyed = new ArrayList<>();
      Shape shape = Shape.NONE;
      for (JsonNode record : read) {
        keyed.add(keyed(part, record));
        shape = shape.and(Shape.of(record));
      }
      store.keep(of, part, keyed, shape, now);
      count.records += keyed.size();
      alive.tell("%s: %d records, at %s".formatted(part, count.records, now.cursor()));
    }

    private SourceRecord keyed(String part, JsonNode record) throws Refused {
      if (!record.isObject()) {
        throw new Refused("%s has a record that is no object".formatted(part));
      }
      JsonNode value = record.get(key);
      if (value == null || !value.isValueNode() || value.isNull()) {
        throw new Refused(
            "%s has a record without %s: name the field that tells records apart as key"
                .formatted(part, key));
      }
      String json = record.toString();
      if (json.length() > LONGEST_RECORD
          || value.asText().length() > LONGEST_KEY
          || json.contains(NUL)) {
        throw new Refused(
            "%s has a record of over %d characters, with a key of over %d, or with a NUL"
                .formatted(part, LONGEST_RECORD, LONGEST_KEY));
      }
      return new SourceRecord(value.asText(), json);
    }

    @Override
    public void pause(long seconds) throws InterruptedException {
      alive.check();
      Thread.sleep(Duration.ofSeconds(seconds));
    }
  }

  @Override
  public void noteFailure(JobRef run, String source, Reason reason, String message) {
    note(run, store.get(run.jobId()).findings().of(source).failed(reason.title(), message));
  }

  private void note(JobRef run, SourceSyncFindings.Found found) {
    store.note(run.jobId(), run.run(), store.get(run.jobId()).findings().with(found));
  }

  @Override
  public boolean report(JobRef run) {
    Work<SourceSyncPlan, SourceSyncFindings> work = store.get(run.jobId());
    SourceSyncFindings findings = work.findings();
    boolean succeeded = findings.failed().isEmpty();
    Channel channel = work.plan().channel();
    boolean told = succeeded ? work.plan().notifyOnSuccess() : work.plan().notifyOnFailure();
    if (channel != null && told && findings.told() == null) {
      delivery.send(
          run, "source_sync", SyncBriefing.of(run.namespace(), run.name(), findings), channel);
      store.note(run.jobId(), run.run(), new SourceSyncFindings(null, channel.type().title()));
    }
    return succeeded;
  }

  @Override
  public void succeed(JobRef run) {
    marks.succeed(run);
  }

  @Override
  public void markFailed(JobRef run, Reason reason, String message) {
    marks.fail(run, reason, message);
  }

  @Override
  public void markSuspended(JobRef run) {
    marks.suspend(run);
  }
}
