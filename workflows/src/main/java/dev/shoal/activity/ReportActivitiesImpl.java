package dev.shoal.activity;

import dev.shoal.job.Artifact;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the report: the row first, which counts, then the files, which may come later. */
public final class ReportActivitiesImpl implements ReportActivities {
  private static final Logger LOG = LoggerFactory.getLogger(ReportActivitiesImpl.class);

  private final JobStore jobs;
  private final RunReader reader;
  private final ReportWriter writer;
  private final ObjectStore store;
  private final Clock clock;

  public ReportActivitiesImpl(
      JobStore jobs, RunReader reader, ReportWriter writer, ObjectStore store, Clock clock) {
    this.jobs = jobs;
    this.reader = reader;
    this.writer = writer;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void writeReport(JobRef job, int attempt) {
    JobRow row = jobs.get(job.jobId());
    if (row.phase().terminal() || row.run() != job.run()) {
      return;
    }
    try (HeartbeatThread alive = new HeartbeatThread(new Heartbeat())) {
      RunData run = reader.read(row.plan().goal(), job.jobId(), attempt);
      Report report = writer.write(run);
      alive.check();
      boolean completed =
          jobs.complete(
              job.jobId(),
              job.run(),
              report.markdown(),
              report.writer(),
              report.keyInsight(),
              clock.instant());
      if (completed) {
        storeFiles(job, report, HtmlReport.render(run, report));
      }
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (ReportWriter.TransientReportException e) {
      throw Failures.temporary(Reason.INTERNAL_ERROR, String.valueOf(e.getMessage()), e);
    } catch (ReportWriter.PermanentReportException e) {
      throw Failures.permanent(Reason.REPORT_FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void storeFiles(JobRef job, Report report, String html) {
    try {
      jobs.saveReportFiles(
          job.jobId(),
          job.run(),
          List.of(
              file(job, "report.md", report.markdown(), "text/markdown; charset=utf-8"),
              file(job, "report.html", html, "text/html; charset=utf-8")));
    } catch (IOException e) {
      LOG.warn("the report of job {} is in its row alone for now: {}", job.jobId(), e.getMessage());
    }
  }

  private Artifact file(JobRef job, String name, String content, String type) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String key = JobNames.reportKey(job.jobId(), job.run(), name);
    store.write(key, bytes, type);
    return new Artifact(name, key, bytes.length, Sha256.hex(bytes));
  }
}
