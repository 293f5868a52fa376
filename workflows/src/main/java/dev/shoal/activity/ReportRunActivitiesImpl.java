package dev.shoal.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.Channel;
import dev.shoal.job.Artifact;
import dev.shoal.job.MarketResult;
import dev.shoal.job.Reason;
import dev.shoal.notify.Channels;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.persistence.ReportFacts;
import dev.shoal.persistence.WorkStore;
import dev.shoal.protocol.Sha256;
import dev.shoal.reportrun.MarketAccuracy;
import dev.shoal.reportrun.Period;
import dev.shoal.reportrun.ReportRunFindings;
import dev.shoal.reportrun.ReportRunNames;
import dev.shoal.reportrun.ReportRunPlan;
import dev.shoal.work.Work;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.ReportRunActivities;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps of a ReportRun, with the database, the object store and the channel. */
public final class ReportRunActivitiesImpl implements ReportRunActivities {
  private static final String MARKDOWN = "report.md";
  private static final String PAGE = "report.html";

  private final WorkStore<ReportRunPlan, ReportRunFindings> store;
  private final RunMarks<ReportRunPlan, ReportRunFindings> marks;
  private final ReportFacts facts;
  private final ObjectStore objects;
  private final Delivery delivery;

  public ReportRunActivitiesImpl(
      WorkStore<ReportRunPlan, ReportRunFindings> store,
      ReportFacts facts,
      ObjectStore objects,
      Channels channels,
      Clock clock) {
    this.store = store;
    this.marks = new RunMarks<>(store, clock);
    this.facts = facts;
    this.objects = objects;
    this.delivery = new Delivery(channels);
  }

  @Override
  public boolean begin(JobRef run) {
    return marks.begin(run).isPresent();
  }

  /** Of the time at which the run began, so that a second try finds the same. */
  @Override
  public void render(JobRef run) {
    Briefing briefing = briefing(store.get(run.jobId()));
    store.note(
        run.jobId(),
        run.run(),
        ReportRunFindings.stored(
            briefing.summary(),
            List.of(
                kept(run, MARKDOWN, briefing.markdown(), "text/markdown; charset=utf-8"),
                kept(run, PAGE, briefing.html(), "text/html; charset=utf-8"))));
  }

  private Artifact kept(JobRef run, String file, String text, String type) {
    String key = ReportRunNames.key(run.namespace(), run.jobId(), run.run(), file);
    byte[] content = text.getBytes(UTF_8);
    try {
      objects.write(key, content, type);
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
    return new Artifact(file, key, content.length, Sha256.hex(content));
  }

  private Briefing briefing(Work<ReportRunPlan, ReportRunFindings> work) {
    ReportRunPlan plan = work.plan();
    Period period = Period.ending(Objects.requireNonNull(work.startedAt()), plan.days());
    @Nullable String namespace = plan.everywhere() ? null : work.namespace();
    String scope = namespace == null ? "all namespaces" : "namespace " + namespace;
    return switch (plan.report()) {
      case DAILY_JOBS -> facts.dailyJobs(namespace, period).briefing(scope, period);
      case GPU_COST -> facts.gpuCost(namespace, period).briefing(scope, period);
      case MARKET_ACCURACY -> accuracy(work, period).briefing(scope, period);
    };
  }

  private MarketAccuracy accuracy(Work<ReportRunPlan, ReportRunFindings> work, Period period) {
    List<MarketAccuracy.Forecast> forecasts = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (ReportRunPlan.Outcome outcome : work.plan().outcomes()) {
      int slash = outcome.job().indexOf('/');
      String namespace = slash < 0 ? work.namespace() : outcome.job().substring(0, slash);
      String job = outcome.job().substring(slash + 1);
      Optional<MarketResult> market =
          facts.markets(namespace, job, period).stream()
              .filter(one -> outcome.market() == null || outcome.market().equals(one.id()))
              .findFirst();
      market.ifPresentOrElse(
          one ->
              forecasts.add(
                  new MarketAccuracy.Forecast(
                      outcome.job(), one.question(), one.probability(), outcome.happened())),
          () ->
              unknown.add(
                  outcome.market() == null
                      ? outcome.job()
                      : outcome.job() + " " + outcome.market()));
    }
    return new MarketAccuracy(forecasts, unknown);
  }

  @Override
  public void send(JobRef run) {
    Work<ReportRunPlan, ReportRunFindings> work = store.get(run.jobId());
    Channel channel = work.plan().channel();
    if (channel == null || work.findings().sentTo() != null) {
      return;
    }
    delivery.send(
        run, work.plan().report().name().toLowerCase(Locale.ROOT), briefing(work), channel);
    store.note(run.jobId(), run.run(), ReportRunFindings.sent(channel.type().title()));
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
