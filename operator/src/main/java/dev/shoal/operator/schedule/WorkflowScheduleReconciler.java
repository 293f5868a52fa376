package dev.shoal.operator.schedule;

import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.api.v1alpha1.SourceSync;
import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.WorkStatus;
import dev.shoal.api.v1alpha1.WorkflowSchedule;
import dev.shoal.api.v1alpha1.WorkflowScheduleSpec;
import dev.shoal.api.v1alpha1.WorkflowScheduleStatus;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Offspring;
import dev.shoal.operator.decision.Offspring.Child;
import dev.shoal.operator.decision.Offspring.End;
import dev.shoal.operator.status.ScheduleStatus;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.operator.temporal.StartSchedules;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.ResourceEvents;
import dev.shoal.operator.work.RowChanges;
import dev.shoal.persistence.ScheduleStore;
import dev.shoal.schedule.Outcome;
import dev.shoal.schedule.ScheduleNames;
import dev.shoal.schedule.ScheduleRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Temporal Schedule behind each WorkflowSchedule as its spec says, tells what became of
 * its starts, and deletes what is more than its history limits. What a start makes, a workflow
 * makes.
 */
@ControllerConfiguration(
    name = "workflowschedule",
    finalizerName = WorkflowScheduleReconciler.FINALIZER,
    triggerReconcilerOnAllEvents = false)
@RateLimited(maxReconciliations = 1, within = 1)
public final class WorkflowScheduleReconciler
    implements Reconciler<WorkflowSchedule>, Cleaner<WorkflowSchedule> {
  /** Keeps a resource until its Temporal Schedule is gone. */
  public static final String FINALIZER = "shoal.dev/schedule";

  /**
   * A kind that a template may have.
   *
   * @param child what there is to know of one
   */
  private record Made<R extends HasMetadata>(Class<R> type, Function<R, Child> child) {}

  private static final List<Made<?>> KINDS =
      List.of(
          new Made<>(SimulationJob.class, WorkflowScheduleReconciler::simulation),
          new Made<>(TrainingJob.class, WorkflowScheduleReconciler::work),
          new Made<>(ReportRun.class, WorkflowScheduleReconciler::work),
          new Made<>(SourceSync.class, WorkflowScheduleReconciler::work));

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final String CHANNEL = "shoal_workflowschedule";

  private final StartSchedules schedules;
  private final ScheduleStore store;
  private final Mechanism with;
  private final Duration longestCleanup;

  /**
   * Of an installation.
   *
   * @param longestCleanup time after which a resource goes even if Temporal can't be asked
   */
  public WorkflowScheduleReconciler(
      StartSchedules schedules, ScheduleStore store, Mechanism with, Duration longestCleanup) {
    this.schedules = schedules;
    this.store = store;
    this.with = with;
    this.longestCleanup = longestCleanup;
  }

  @Override
  public List<EventSource<?, WorkflowSchedule>> prepareEventSources(
      EventSourceContext<WorkflowSchedule> context) {
    List<EventSource<?, WorkflowSchedule>> sources = new ArrayList<>();
    KINDS.forEach(kind -> sources.add(made(kind, context)));
    sources.add(
        new RowChanges<>(
            with.database(),
            CHANNEL,
            () -> context.getPrimaryCache().list().map(ResourceID::fromResource)));
    return sources;
  }

  private static <R extends HasMetadata> InformerEventSource<R, WorkflowSchedule> made(
      Made<R> kind, EventSourceContext<WorkflowSchedule> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind.type(), WorkflowSchedule.class)
            .withName(HasMetadata.getPlural(kind.type()))
            .withLabelSelector(ScheduleNames.SCHEDULE_UID)
            .withSecondaryToPrimaryMapper(WorkflowScheduleReconciler::ownerOf)
            .build(),
        context);
  }

  private static Set<ResourceID> ownerOf(HasMetadata one) {
    String name = one.getMetadata().getLabels().get(ScheduleNames.SCHEDULE_NAME);
    return name == null ? Set.of() : Set.of(new ResourceID(name, one.getMetadata().getNamespace()));
  }

  @Override
  public UpdateControl<WorkflowSchedule> reconcile(
      WorkflowSchedule schedule, Context<WorkflowSchedule> context) {
    Optional<Instant> next = Optional.empty();
    Optional<Decision.Waiting> waiting = Optional.empty();
    try {
      next = schedules.ensure(wanted(schedule));
    } catch (StartSchedules.InvalidSchedule e) {
      waiting =
          Optional.of(
              new Decision.Waiting(
                  Reason.SCHEDULE_INVALID,
                  "spec.schedule and spec.timeZone: %s: mend them".formatted(e.getMessage())));
    } catch (JobWorkflows.TemporalUnavailable e) {
      waiting =
          Optional.of(
              new Decision.Waiting(
                  Reason.TEMPORAL_UNAVAILABLE, "Temporal can't be reached; this is tried again"));
    }
    Offspring made = made(schedule, context);
    WorkflowScheduleSpec spec = schedule.getSpec();
    made.surplus(orElse(spec.successfulHistoryLimit(), 3), orElse(spec.failedHistoryLimit(), 1))
        .forEach(child -> delete(schedule, child, context));
    Optional<ScheduleStore.Start> newest = store.newest(schedule.getMetadata().getUid());
    WorkflowScheduleStatus status =
        ScheduleStatus.of(
            schedule,
            made,
            newest.map(ScheduleStore.Start::due),
            newest.map(ScheduleStore.Start::outcome),
            next,
            waiting,
            with.clock().instant());
    UpdateControl<WorkflowSchedule> control = told(schedule, status, newest);
    return waiting.isPresent() ? control.rescheduleAfter(SOON) : control;
  }

  private UpdateControl<WorkflowSchedule> told(
      WorkflowSchedule schedule,
      WorkflowScheduleStatus status,
      Optional<ScheduleStore.Start> newest) {
    WorkflowScheduleStatus before = schedule.getStatus();
    if (Objects.equals(status, before)) {
      return UpdateControl.noUpdate();
    }
    newest
        .filter(
            start ->
                before == null
                    || !Objects.equals(before.lastScheduleTime(), status.lastScheduleTime()))
        .ifPresent(start -> tell(schedule, start));
    WorkflowSchedule patch = new WorkflowSchedule();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(schedule.getMetadata().getName())
            .withNamespace(schedule.getMetadata().getNamespace())
            .build());
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }

  private void tell(WorkflowSchedule schedule, ScheduleStore.Start start) {
    boolean started = start.outcome() == Outcome.STARTED;
    with.events()
        .tell(
            schedule,
            started ? ResourceEvents.NORMAL : ResourceEvents.WARNING,
            start.outcome().title(),
            started
                ? "%s was made, due at %s".formatted(start.child(), start.due())
                : "%s was not made, due at %s %s"
                    .formatted(start.child(), start.due(), start.message()));
  }

  private static StartSchedules.Wanted wanted(WorkflowSchedule schedule) {
    WorkflowScheduleSpec spec = schedule.getSpec();
    return new StartSchedules.Wanted(
        new ScheduleRef(
            schedule.getMetadata().getUid(),
            schedule.getMetadata().getNamespace(),
            schedule.getMetadata().getName()),
        spec.schedule(),
        orElse(spec.timeZone(), "UTC"),
        Boolean.TRUE.equals(spec.suspend()),
        Duration.ofSeconds(orElse(spec.startingDeadlineSeconds(), 3600L)));
  }

  private static Offspring made(WorkflowSchedule schedule, Context<WorkflowSchedule> context) {
    return new Offspring(KINDS.stream().flatMap(kind -> made(kind, schedule, context)).toList());
  }

  private static <R extends HasMetadata> Stream<Child> made(
      Made<R> kind, WorkflowSchedule schedule, Context<WorkflowSchedule> context) {
    return context.getSecondaryResources(kind.type()).stream()
        .filter(one -> of(schedule, one))
        .map(kind.child());
  }

  /** A schedule that was deleted and made again has nothing of the one before. */
  private static boolean of(WorkflowSchedule schedule, HasMetadata one) {
    return one.getMetadata().getDeletionTimestamp() == null
        && schedule
            .getMetadata()
            .getUid()
            .equals(one.getMetadata().getLabels().get(ScheduleNames.SCHEDULE_UID));
  }

  private static Child simulation(SimulationJob job) {
    SimulationJobStatus status = job.getStatus();
    boolean ended = status != null && status.phase() != null && status.phase().terminal();
    return ended
        ? child(job, end(status.failure() != null), status.completionTime())
        : child(job, End.NOT_YET, null);
  }

  private static Child work(CustomResource<?, ? extends WorkStatus> one) {
    WorkStatus status = one.getStatus();
    boolean ended = status != null && status.phase() != null && status.phase().terminal();
    return ended
        ? child(one, end(status.failure() != null), status.completionTime())
        : child(one, End.NOT_YET, null);
  }

  private static End end(boolean failed) {
    return failed ? End.FAILED : End.SUCCEEDED;
  }

  private static Child child(HasMetadata one, End end, @Nullable String endedAt) {
    return new Child(
        one.getKind(),
        one.getMetadata().getName(),
        end,
        Instant.parse(one.getMetadata().getCreationTimestamp()),
        endedAt == null ? null : Instant.parse(endedAt));
  }

  private static void delete(
      WorkflowSchedule schedule, Child child, Context<WorkflowSchedule> context) {
    Class<? extends HasMetadata> kind =
        KINDS.stream()
            .<Class<? extends HasMetadata>>map(Made::type)
            .filter(type -> HasMetadata.getKind(type).equals(child.kind()))
            .findFirst()
            .orElseThrow();
    context
        .getClient()
        .resources(kind)
        .inNamespace(schedule.getMetadata().getNamespace())
        .withName(child.name())
        .delete();
  }

  @Override
  public DeleteControl cleanup(WorkflowSchedule schedule, Context<WorkflowSchedule> context) {
    try {
      schedules.delete(schedule.getMetadata().getUid());
      return DeleteControl.defaultDelete();
    } catch (JobWorkflows.TemporalUnavailable e) {
      Instant since = Instant.parse(schedule.getMetadata().getDeletionTimestamp());
      boolean waited =
          Duration.between(since, with.clock().instant()).compareTo(longestCleanup) > 0;
      return waited
          ? DeleteControl.defaultDelete() // its starts find no resource, and make nothing
          : DeleteControl.noFinalizerRemoval().rescheduleAfter(SOON);
    }
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
