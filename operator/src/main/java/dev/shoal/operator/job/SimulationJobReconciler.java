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
import dev.shoal.operator.decision.JobDecider;
import dev.shoal.operator.decision.Observation;
import dev.shoal.operator.decision.Seed;
import dev.shoal.operator.decision.Step;
import dev.shoal.operator.status.StatusChange;
import dev.shoal.operator.status.StatusMapping;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.Database;
import dev.shoal.persistence.JobAdmission;
import dev.shoal.persistence.JobStore;
import dev.shoal.workflow.StopRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes, decides, acts, mirrors. All judgement is in {@link JobDecider}; this only carries out.
 */
@ControllerConfiguration(name = "simulationjob", triggerReconcilerOnAllEvents = true)
@RateLimited(maxReconciliations = 1, within = 1)
public final class SimulationJobReconciler implements Reconciler<SimulationJob> {
  private static final Logger LOG = LoggerFactory.getLogger(SimulationJobReconciler.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final JobDecider decider;
  private final Database database;
  private final JobStore jobs;
  private final AttemptStore attempts;
  private final JobAdmission admission;
  private final JobWorkflows workflows;
  private final PodReaper reaper;
  private final SeedLookup seeds;
  private final JobEvents events;
  private final JobMetrics metrics;
  private final Clock clock;

  public SimulationJobReconciler(
      JobDecider decider,
      Database database,
      JobWorkflows workflows,
      PodReaper reaper,
      SeedLookup seeds,
      JobEvents events,
      JobMetrics metrics,
      Clock clock) {
    this.decider = decider;
    this.database = database;
    this.jobs = new JobStore(database.jdbi());
    this.attempts = new AttemptStore(database.jdbi());
    this.admission = new JobAdmission(database.jdbi());
    this.workflows = workflows;
    this.reaper = reaper;
    this.seeds = seeds;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, SimulationJob>> prepareEventSources(
      EventSourceContext<SimulationJob> context) {
    var pods =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, SimulationJob.class)
                .withName("pods")
                .withLabelSelector(JobLabels.MANAGED_BY + "=" + JobLabels.MANAGED_BY_SHOAL)
                .withSecondaryToPrimaryMapper(SimulationJobReconciler::ownerOf)
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
    var changes =
        new JobChanges(
            database, () -> context.getPrimaryCache().list().map(ResourceID::fromResource));
    return List.of(pods, tiers, changes);
  }

  @Override
  public UpdateControl<SimulationJob> reconcile(SimulationJob job, Context<SimulationJob> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    try {
      Observation seen = observe(job, context);
      Decision decision = decider.decide(seen);
      Outcome outcome = act(seen, decision, context);
      return mirror(seen, outcome, decision, context);
    } catch (JdbiException e) {
      LOG.warn("the database can't be reached for job {}: {}", name(job), e.getMessage());
      return stalled(
          job,
          Reason.DATABASE_UNAVAILABLE,
          "the database can't be reached; this is tried again",
          context);
    }
  }

  private Observation observe(SimulationJob job, Context<SimulationJob> context) {
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
        clock.instant());
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
    boolean matters =
        mayHaveHad && (deleting || !running) && job.hasFinalizer(JobDecider.FINALIZER);
    return matters
        && reaper.anyLeft(job.getMetadata().getNamespace(), job.getMetadata().getUid(), ledger);
  }

  private static List<String> tierNames(Context<SimulationJob> context) {
    var source =
        (InformerEventSource<SimulationTier, SimulationJob>)
            context.eventSourceRetriever().getEventSourceFor(SimulationTier.class, "tiers");
    return source.list().map(tier -> tier.getMetadata().getName()).sorted().toList();
  }

  /** What acting led to: a fresh resource, or something new to wait for. */
  private record Outcome(SimulationJob job, Optional<Decision.Waiting> waiting, boolean gone) {}

  private Outcome act(Observation seen, Decision decision, Context<SimulationJob> context) {
    SimulationJob job = seen.job();
    Optional<Decision.Waiting> waiting = decision.waiting();
    boolean gone = false;
    for (Step step : decision.steps()) {
      switch (step) {
        case Step.AddFinalizer add -> {
          job = Finalizers.add(context, JobDecider.FINALIZER);
          if (seen.row().isPresent() && seen.row().get().phase().open()) {
            events.tell(
                job,
                "Warning",
                "FinalizerRestored",
                "the finalizer %s was taken away while the job runs: it is back"
                    .formatted(JobDecider.FINALIZER));
          }
        }
        case Step.RemoveFinalizer remove -> {
          reaper.closeLedger(job.getMetadata().getUid());
          gone = job.getMetadata().getDeletionTimestamp() != null;
          job = Finalizers.remove(context, JobDecider.FINALIZER);
        }
        case Step.Admit admit -> waiting = admit(seen, admit);
        case Step.Stop stop -> waiting = stop(seen, stop, waiting);
        case Step.ReapPods reap ->
            reaper.reap(job.getMetadata().getNamespace(), job.getMetadata().getUid());
        case Step.Rerun rerun ->
            jobs.rerun(
                job.getMetadata().getUid(),
                seen.row().orElseThrow().run(),
                rerun.nonce(),
                rerun.reportOnly());
        case Step.Expire expire -> {
          context.getClient().resource(job).delete();
          gone = true;
        }
        case Step.TellAbandoned tell ->
            events.tell(
                job,
                "Warning",
                "WorkflowNotEnded",
                "the pod is gone, but Temporal could not be asked to end the workflow; it ends by"
                    + " itself when it finds the job deleted");
      }
    }
    return new Outcome(job, waiting, gone);
  }

  private Optional<Decision.Waiting> admit(Observation seen, Step.Admit admit) {
    try {
      JobAdmission.Admission result =
          admission.admit(
              admit.job(), (run, firstAttempt) -> workflows.start(admit.job(), run, firstAttempt));
      LOG.info("job {}/{}: {}", admit.job().namespace(), admit.job().name(), kind(result));
      if (result instanceof JobAdmission.Admission.Started started && JobDecider.lostItsRow(seen)) {
        events.tell(
            seen.job(),
            "Warning",
            Reason.ROW_LOST.title(),
            "the job's row was lost in mid-run: it begins anew as run " + started.row().run());
      }
      return Optional.empty();
    } catch (JobWorkflows.EarlierRunOpen e) {
      return Optional.of(
          new Decision.Waiting(
              Reason.EARLIER_RUN_ENDING,
              "the workflow of the run before has not ended yet; this is tried again"));
    } catch (JobWorkflows.TemporalUnavailable e) {
      LOG.warn("job {} can't start yet: {}", admit.job().name(), e.getMessage());
      return Optional.of(
          new Decision.Waiting(
              Reason.TEMPORAL_UNAVAILABLE, "Temporal can't be reached; this is tried again"));
    }
  }

  private Optional<Decision.Waiting> stop(
      Observation seen, Step.Stop stop, Optional<Decision.Waiting> waiting) {
    try {
      StopRequest request = new StopRequest(stop.reason(), stop.message());
      seen.row()
          .ifPresentOrElse(
              row -> workflows.stop(row, request),
              () -> workflows.stopAll(seen.job().getMetadata().getUid(), request));
      return waiting;
    } catch (JobWorkflows.TemporalUnavailable e) {
      LOG.warn("the workflow of job {} can't be stopped yet: {}", name(seen.job()), e.getMessage());
      return Optional.of(
          new Decision.Waiting(
              Reason.TEMPORAL_UNAVAILABLE, "Temporal can't be reached; this is tried again"));
    }
  }

  private UpdateControl<SimulationJob> mirror(
      Observation seen, Outcome outcome, Decision decision, Context<SimulationJob> context) {
    SimulationJob before = seen.job();
    if (outcome.gone() || (seen.row().isEmpty() && JobDecider.endedOnce(before))) {
      return UpdateControl.noUpdate();
    }
    String uid = before.getMetadata().getUid();
    Optional<JobRow> row = decision.steps().isEmpty() ? seen.row() : jobs.find(uid);
    List<Attempt> ledger =
        decision.steps().isEmpty() ? seen.attempts() : row.isEmpty() ? List.of() : attempts.of(uid);
    boolean draft = Boolean.TRUE.equals(before.getSpec().suspend());
    if (row.isEmpty() && JobDecider.lostItsRow(seen) && !draft) {
      return UpdateControl.<SimulationJob>noUpdate().rescheduleAfter(SOON);
    }
    if (seen.row().isPresent() && before.getStatus() == null) {
      events.tell(before, "Normal", "StatusRestored", "the status was gone: it is made of the row");
    }
    SimulationJobStatus status =
        row.isEmpty()
            ? StatusMapping.unstarted(outcome.job(), outcome.waiting(), seen.now())
            : StatusMapping.of(outcome.job(), row.get(), ledger, outcome.waiting(), seen.now());
    Duration again =
        outcome.waiting().isPresent() && decision.lookAgain().isEmpty()
            ? SOON
            : decision.lookAgain().orElse(null);
    UpdateControl<SimulationJob> control = update(outcome.job(), row, status, context);
    return again == null || control.getScheduleDelay().isPresent()
        ? control
        : control.rescheduleAfter(again);
  }

  private UpdateControl<SimulationJob> stalled(
      SimulationJob job, Reason reason, String message, Context<SimulationJob> context) {
    if (job.getStatus() != null) {
      return UpdateControl.<SimulationJob>noUpdate().rescheduleAfter(SOON);
    }
    SimulationJobStatus status =
        StatusMapping.unstarted(
            job, Optional.of(new Decision.Waiting(reason, message)), clock.instant());
    return update(job, Optional.empty(), status, context).rescheduleAfter(SOON);
  }

  private UpdateControl<SimulationJob> update(
      SimulationJob job,
      Optional<JobRow> row,
      SimulationJobStatus status,
      Context<SimulationJob> context) {
    UpdateControl<SimulationJob> done = UpdateControl.noUpdate();
    if (Objects.equals(status, job.getStatus())) {
      return done;
    }
    if (!StatusPatch.write(context, job, status)) {
      return done.rescheduleAfter(SOON);
    }
    StatusChange change = StatusChange.between(job.getStatus(), status);
    events.tell(job, change);
    metrics.count(job, change);
    if (change.entered().isPresent()) {
      row.ifPresent(
          told -> metrics.mirrored(job, Duration.between(told.updatedAt(), clock.instant())));
    }
    return done;
  }

  private static Set<ResourceID> ownerOf(Pod pod) {
    String name = pod.getMetadata().getLabels().get(JobLabels.JOB_NAME);
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

  private static String name(SimulationJob job) {
    return job.getMetadata().getNamespace() + "/" + job.getMetadata().getName();
  }
}
