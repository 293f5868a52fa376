package dev.shoal.activity;

import dev.shoal.job.Artifact;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Notice;
import dev.shoal.job.Reason;
import dev.shoal.notify.Webhooks;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.persistence.JobStore;
import dev.shoal.protocol.Sha256;
import dev.shoal.report.HtmlReport;
import dev.shoal.report.Report;
import dev.shoal.report.ReportWriter;
import dev.shoal.report.RunData;
import dev.shoal.report.RunReader;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.ReportActivities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the report: the row counts; the files come with it, or later if the store is away. */
public final class ReportActivitiesImpl implements ReportActivities {
  private static final Logger LOG = LoggerFactory.getLogger(ReportActivitiesImpl.class);

  private final JobStore jobs;
  private final RunReader reader;
  private final ReportWriter writer;
  private final ObjectStore store;
  private final Webhooks webhooks;
  private final Clock clock;

  public ReportActivitiesImpl(
      JobStore jobs,
      RunReader reader,
      ReportWriter writer,
      ObjectStore store,
      Webhooks webhooks,
      Clock clock) {
    this.jobs = jobs;
    this.reader = reader;
    this.writer = writer;
    this.store = store;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  @Override
  public boolean writeReport(JobRef job, int attempt) {
    JobRow row = jobs.get(job.jobId());
    if (row.phase().terminal() || row.run() != job.run()) {
      return jobs.unstoredReport(job.jobId(), job.run()).isEmpty();
    }
    try (HeartbeatThread alive = new HeartbeatThread(new Heartbeat())) {
      RunData run = reader.read(row.plan().goal(), job.jobId(), attempt);
      Report report = writer.write(run);
      alive.check();
      List<Artifact> files = storedIfPossible(job, run, report);
      jobs.complete(job.jobId(), job.run(), report, files, clock.instant());
      return !files.isEmpty();
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (ReportWriter.TransientReportException e) {
      throw Failures.temporary(Reason.INTERNAL_ERROR, String.valueOf(e.getMessage()), e);
    } catch (ReportWriter.PermanentReportException e) {
      throw Failures.permanent(Reason.REPORT_FAILED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void storeReport(JobRef job, int attempt) {
    Optional<Report> written = jobs.unstoredReport(job.jobId(), job.run());
    if (written.isEmpty()) {
      return;
    }
    Report report = written.get();
    try (HeartbeatThread alive = new HeartbeatThread(new Heartbeat())) {
      RunData run = reader.read(jobs.get(job.jobId()).plan().goal(), job.jobId(), attempt);
      alive.check();
      jobs.saveReportFiles(job.jobId(), job.run(), stored(job, run, report));
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void tellOfReport(JobRef job) {
    JobRow row = jobs.get(job.jobId());
    if (row.phase() != JobPhase.COMPLETED || row.run() != job.run()) {
      return;
    }
    List<Notice> notices = webhooks.tell(row);
    jobs.saveNotices(job.jobId(), job.run(), notices);
    if (!notices.stream().allMatch(Notice::settled)) {
      throw Failures.temporary(
          Reason.INTERNAL_ERROR, "a webhook was not told", new IOException("webhook"));
    }
  }

  /** The row is what counts: a store that is away must not keep a written report from it. */
  private List<Artifact> storedIfPossible(JobRef job, RunData run, Report report) {
    try {
      return stored(job, run, report);
    } catch (IOException e) {
      LOG.warn("the report of job {} is in its row alone for now: {}", job.jobId(), e.getMessage());
      return List.of();
    }
  }

  private List<Artifact> stored(JobRef job, RunData run, Report report) throws IOException {
    return List.of(
        file(job, "report.md", report.markdown(), "text/markdown; charset=utf-8"),
        file(job, "report.html", HtmlReport.render(run, report), "text/html; charset=utf-8"));
  }

  private Artifact file(JobRef job, String name, String content, String type) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String key = JobNames.reportKey(job.jobId(), job.run(), name);
    store.write(key, bytes, type);
    return new Artifact(name, key, bytes.length, Sha256.hex(bytes));
  }
}
