package dev.shoal.activity;

import dev.shoal.job.JobPhase;
import dev.shoal.job.JobPlan;
import dev.shoal.job.JobRow;
import dev.shoal.job.MarketPlan;
import dev.shoal.job.Reason;
import dev.shoal.llm.MarketCleaning;
import dev.shoal.llm.MarketDeriver;
import dev.shoal.llm.SeedEnricher;
import dev.shoal.persistence.JobStore;
import dev.shoal.workflow.JobActivities;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.PodRef;
import dev.shoal.workflow.Preparation;
import dev.shoal.workflow.Uploads;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The short steps of a run. */
public final class JobActivitiesImpl implements JobActivities {
  private static final Logger LOG = LoggerFactory.getLogger(JobActivitiesImpl.class);

  private final JobStore jobs;
  private final @Nullable SeedEnricher enricher;
  private final @Nullable MarketDeriver deriver;
  private final PodLifecycle pods;
  private final Finalizing finalizing;
  private final FixedLimits limits;
  private final Clock clock;

  /**
   * @param enricher null where the installation has no search key
   * @param deriver null where the installation has no model
   */
  public JobActivitiesImpl(
      JobStore jobs,
      @Nullable SeedEnricher enricher,
      @Nullable MarketDeriver deriver,
      PodLifecycle pods,
      Finalizing finalizing,
      FixedLimits limits,
      Clock clock) {
    this.jobs = jobs;
    this.enricher = enricher;
    this.deriver = deriver;
    this.pods = pods;
    this.finalizing = finalizing;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Preparation prepare(JobRef job) {
    Optional<JobRow> row = awaitRow(job);
    if (row.isEmpty()) {
      LOG.warn("no row for run {} of job {}: ending without effect", job.run(), job.jobId());
      return Preparation.refused(limits.none());
    }
    JobPlan plan = row.get().plan();
    boolean webhooks = !plan.report().webhooks().isEmpty();
    Integer reportAttempt = row.get().rerun().reportAttempt();
    if (reportAttempt != null) {
      jobs.advance(job.jobId(), job.run(), JobPhase.REPORTING);
      return new Preparation(
          true, false, false, limits.of(plan.tier()), reportAttempt, false, webhooks);
    }
    boolean derive = plan.markets().isEmpty() && jobs.markets(job.jobId()).isEmpty();
    if (derive && deriver == null) {
      deriveMarkets(job);
      derive = false;
    } else if (!plan.markets().isEmpty()) {
      jobs.saveMarkets(job.jobId(), plan.markets());
    }
    boolean enrich = plan.enrichWeb() && enricher != null && !jobs.enriched(job.jobId());
    return new Preparation(
        true, enrich, derive, limits.of(plan.tier()), null, !plan.report().enabled(), webhooks);
  }

  @Override
  public void enrichSeed(JobRef job) {
    SeedEnricher search = enricher;
    if (search == null) {
      return;
    }
    String seed = jobs.plainSeed(job.jobId());
    try {
      SeedEnricher.Findings found = search.search(jobs.get(job.jobId()).plan().goal(), seed);
      if (!found.text().isBlank()) {
        jobs.saveEnrichment(
            job.jobId(), seed + "\n\n" + found.text().strip() + "\n", found.citations());
      }
    } catch (IOException e) {
      LOG.warn("job {} keeps its plain seed: {}", job.jobId(), e.getMessage());
    } catch (InterruptedException e) {
      throw Heartbeat.interrupted(e);
    }
  }

  @Override
  public void deriveMarkets(JobRef job) {
    JobRow row = jobs.get(job.jobId());
    String goal = row.plan().goal();
    int count = row.plan().tier().targetMarkets();
    List<MarketPlan> given = List.of();
    MarketDeriver model = deriver;
    try {
      if (model != null) {
        given = model.derive(goal, jobs.seed(job.jobId()), count);
      }
    } catch (IOException e) {
      LOG.warn("job {} gets its goal as only market: {}", job.jobId(), e.getMessage());
    } catch (InterruptedException e) {
      throw Heartbeat.interrupted(e);
    }
    jobs.saveMarkets(job.jobId(), MarketCleaning.clean(given, goal, count));
  }

  @Override
  public void provisionPod(PodRef pod) {
    pods.provision(pod);
  }

  @Override
  public void uploadAndFinalize(PodRef pod, Uploads uploads) {
    LongStep.run(
        alive -> {
          finalizing.finish(pod, uploads, alive);
          return true;
        });
  }

  @Override
  public void terminatePod(PodRef pod, @Nullable Reason reason, boolean mayStay) {
    try {
      if (mayStay && pods.retain(pod, reason)) {
        return;
      }
      pods.terminate(pod, reason);
    } catch (InterruptedException e) {
      throw Heartbeat.interrupted(e);
    }
  }

  @Override
  public void completeWithoutReport(JobRef job) {
    jobs.completeWithoutReport(job.jobId(), job.run(), clock.instant());
  }

  @Override
  public void markFailed(JobRef job, Reason reason, String message) {
    jobs.fail(job.jobId(), job.run(), reason, message, clock.instant());
  }

  @Override
  public void markSuspended(JobRef job) {
    jobs.suspend(job.jobId(), job.run());
  }

  private Optional<JobRow> awaitRow(JobRef job) {
    return RowWait.forRow(
            () ->
                jobs.find(job.jobId())
                    .filter(found -> found.run() == job.run() && found.phase() != JobPhase.DRAFT))
        .filter(found -> !found.phase().terminal());
  }
}
