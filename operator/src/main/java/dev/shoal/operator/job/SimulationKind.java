package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobLabels;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Guarding;
import dev.shoal.operator.decision.JobDecider;
import dev.shoal.operator.decision.JobStep;
import dev.shoal.operator.decision.Observation;
import dev.shoal.operator.decision.Seed;
import dev.shoal.operator.decision.Step;
import dev.shoal.operator.status.StatusChange;
import dev.shoal.operator.status.StatusMapping;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.operator.work.Kind;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.ResourceEvents;
import dev.shoal.operator.work.Telling;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.JobAdmission;
import dev.shoal.persistence.JobStore;
import dev.shoal.workflow.StopRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SimulationJobs: what a decision about one rests on, and what only they do. */
public final class SimulationKind implements Kind<SimulationJob, SimulationJobStatus, Observation> {
  private static final Logger LOG = LoggerFactory.getLogger(SimulationKind.class);

  private final JobDecider decider;
  private final JobStore jobs;
  private final AttemptStore attempts;
  private final JobAdmission admission;
  private final JobWorkflows workflows;
  private final PodReaper reaper;
  private final SeedLookup seeds;
  private final JobMetrics metrics;
  private final Mechanism with;
  private final JobEvents news;

  public SimulationKind(
      JobDecider decider,
      JobWorkflows workflows,
      PodReaper reaper,
      SeedLookup seeds,
      JobMetrics metrics,
      Mechanism with) {
    this.decider = decider;
    this.jobs = new JobStore(with.database().jdbi());
    this.attempts = new AttemptStore(with.database().jdbi());
    this.admission = new JobAdmission(with.database().jdbi());
    this.workflows = workflows;
    this.reaper = reaper;
    this.seeds = seeds;
    this.metrics = metrics;
    this.with = with;
    this.news = new JobEvents(with.events());
  }

  @Override
  public String channel() {
    return "shoal_jobs";
  }

  @Override
  public SimulationJob blank() {
    return new SimulationJob();
  }

  @Override
  public List<EventSource<?, SimulationJob>> sources(EventSourceContext<SimulationJob> context) {
    var pods =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, SimulationJob.class)
                .withName("pods")
                .withLabelSelector(
                    "%s=%s,!%s"
                        .formatted(
                            JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL, JobLabels.KIND))
                .withSecondaryToPrimaryMapper(SimulationKind::ownerOf)
                .build(),
            context);
    var tiers =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(SimulationTier.class, SimulationJob.class)
                .withName("tiers")
                .withWatchAllNamespaces() // tiers are in none, whichever the jobs are in
                .withSecondaryToPrimaryMapper(
                    tier -> waitingFor(context, tier.getMetadata().getName()))
                .withPrimaryToSecondaryMapper(
                    (SimulationJob job) -> Set.of(new ResourceID(job.getSpec().tier())))
                .build(),
            context);
    return List.of(pods, tiers);
  }

  @Override
  public Observation observe(SimulationJob job, Context<SimulationJob> context) {
    Optional<JobRow> row = jobs.find(job.getMetadata().getUid());
    List<Attempt> ledger = row.isEmpty() ? List.of() : attempts.of(job.getMetadata().getUid());
    boolean unstarted = row.isEmpty() || row.get().phase() == JobPhase.DRAFT;
    boolean suspended = Boolean.TRUE.equals(job.getSpec().suspend());
    return new Observation(
        job,
        row,
        ledger,
        unstarted ? context.getSecondaryResource(SimulationTier.class) : Optional.empty(),
        unstarted ? tierNames(context) : List.of(),
        unstarted && !suspended ? seeds.find(job) : new Seed.NotNeeded(),
        podsLeft(job, row, ledger, context),
        with.clock().instant());
  }

  /** The cache may say that a pod is there; only the API server can say that none is. */
  private boolean podsLeft(
      SimulationJob job,
      Optional<JobRow> row,
      List<Attempt> ledger,
      Context<SimulationJob> context) {
    boolean running = row.isPresent() && row.get().phase().open();
    boolean deleting = job.getMetadata().getDeletionTimestamp() != null;
    if (!context.getSecondaryResources(Pod.class).isEmpty()) {
      return true;
    }
    boolean mayHaveHad = !ledger.isEmpty();
    boolean matters = mayHaveHad && (deleting || !running) && Guarding.guarded(job);
    return matters
        && reaper.anyLeft(job.getMetadata().getNamespace(), job.getMetadata().getUid(), ledger);
  }

  private static List<String> tierNames(Context<SimulationJob> context) {
    var source =
        (InformerEventSource<SimulationTier, SimulationJob>)
            context.eventSourceRetriever().getEventSourceFor(SimulationTier.class, "tiers");
    return source.list().map(tier -> tier.getMetadata().getName()).sorted().toList();
  }

  @Override
  public Decision decide(Observation seen) {
    return decider.decide(seen);
  }

  @Override
  public Optional<Decision.Waiting> act(Step.Own step, Observation seen) {
    switch ((JobStep) step) {
      case JobStep.Admit admit -> admit(seen, admit);
      case JobStep.Rerun rerun ->
          jobs.rerun(
              seen.job().getMetadata().getUid(),
              seen.row().orElseThrow().run(),
              rerun.nonce(),
              rerun.reportOnly());
    }
    return Optional.empty();
  }

  private void admit(Observation seen, JobStep.Admit admit) {
    JobAdmission.Admission result =
        admission.admit(
            admit.job(), (run, firstAttempt) -> workflows.start(admit.job(), run, firstAttempt));
    LOG.info("job {}/{}: {}", admit.job().namespace(), admit.job().name(), kind(result));
    if (result instanceof JobAdmission.Admission.Started started && JobDecider.lostItsRow(seen)) {
      with.events()
          .tell(
              seen.job(),
              ResourceEvents.WARNING,
              Reason.ROW_LOST.title(),
              "the job's row was lost in mid-run: it begins anew as run " + started.row().run());
    }
  }

  @Override
  public void stop(Observation seen, StopRequest request) {
    seen.row()
        .ifPresentOrElse(
            row -> workflows.stop(row, request),
            () -> workflows.stopAll(seen.job().getMetadata().getUid(), request));
  }

  @Override
  public void reap(SimulationJob job) {
    reaper.reap(job.getMetadata().getNamespace(), job.getMetadata().getUid());
  }

  @Override
  public void released(SimulationJob job) {
    reaper.closeLedger(job.getMetadata().getUid());
  }

  @Override
  public Telling<SimulationJobStatus> telling(
      SimulationJob job, Observation seen, boolean acted, Optional<Decision.Waiting> waiting) {
    if (seen.row().isEmpty() && JobDecider.endedOnce(seen.job())) {
      return new Telling.Nothing<>();
    }
    String uid = job.getMetadata().getUid();
    Optional<JobRow> row = acted ? jobs.find(uid) : seen.row();
    boolean draft = Boolean.TRUE.equals(job.getSpec().suspend());
    if (row.isEmpty()) {
      return JobDecider.lostItsRow(seen) && !draft
          ? new Telling.Later<>()
          : new Telling.Status<>(unstarted(job, waiting, seen.now()), Optional.empty());
    }
    List<Attempt> ledger = acted ? attempts.of(uid) : seen.attempts();
    return new Telling.Status<>(
        StatusMapping.of(job, row.get(), ledger, waiting, seen.now()),
        Optional.of(row.get().updatedAt()));
  }

  @Override
  public SimulationJobStatus unstarted(
      SimulationJob job, Optional<Decision.Waiting> waiting, Instant now) {
    return StatusMapping.unstarted(job, waiting, now);
  }

  @Override
  public void told(
      SimulationJob job,
      @Nullable SimulationJobStatus before,
      SimulationJobStatus status,
      Optional<Instant> rowChanged) {
    StatusChange change = StatusChange.between(before, status);
    news.tell(job, change);
    metrics.count(job, change);
    if (change.entered().isPresent()) {
      rowChanged.ifPresent(
          at -> metrics.mirrored(job, Duration.between(at, with.clock().instant())));
    }
  }

  private static Set<ResourceID> ownerOf(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    String name = labels.get(JobLabels.JOB_NAME);
    return name == null ? Set.of() : Set.of(new ResourceID(name, pod.getMetadata().getNamespace()));
  }

  /** Jobs that have not started and name a tier: its arrival lets them go on. */
  private static Set<ResourceID> waitingFor(
      EventSourceContext<SimulationJob> context, String tier) {
    return context
        .getPrimaryCache()
        .list(job -> tier.equals(job.getSpec().tier()))
        .filter(job -> job.getStatus() == null || job.getStatus().startTime() == null)
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static String kind(JobAdmission.Admission admission) {
    return switch (admission) {
      case JobAdmission.Admission.Started started -> "run " + started.row().run() + " started";
      case JobAdmission.Admission.Duplicate duplicate -> "duplicate of " + duplicate.otherJob();
      case JobAdmission.Admission.AlreadyThere there -> "is " + there.row().phase() + " already";
    };
  }
}
