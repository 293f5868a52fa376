package dev.shoal.operator.work;

import dev.shoal.api.v1alpha1.WorkStatus;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Guarding;
import dev.shoal.operator.decision.Step;
import dev.shoal.operator.decision.WorkDecider;
import dev.shoal.operator.decision.WorkSeen;
import dev.shoal.operator.decision.WorkStep;
import dev.shoal.operator.status.WorkChange;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.persistence.WorkStore;
import dev.shoal.work.NewWork;
import dev.shoal.work.Work;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.StopRequest;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any kind whose row is work: row, workflow, status, Events and metrics, by what its {@link
 * Workload} says.
 *
 * @param <R> the resource
 * @param <S> its status
 * @param <P> its plan
 * @param <F> its findings
 */
public final class WorkKind<R extends CustomResource<?, S>, S extends WorkStatus, P, F>
    implements Kind<R, S, WorkSeen<P, F>> {
  private final Workload<R, S, P, F> workload;
  private final WorkDecider decider;
  private final WorkStore<P, F> store;
  private final JobWorkflows workflows;
  private final WorkMetrics metrics;
  private final Mechanism with;

  public WorkKind(
      Workload<R, S, P, F> workload,
      WorkDecider decider,
      JobWorkflows workflows,
      WorkMetrics metrics,
      Mechanism with) {
    this.workload = workload;
    this.decider = decider;
    this.store =
        new WorkStore<>(
            with.database().jdbi(), workload.kind(), workload.plan(), workload.findings());
    this.workflows = workflows;
    this.metrics = metrics;
    this.with = with;
  }

  @Override
  public String channel() {
    return "shoal_" + workload.kind().toLowerCase(Locale.ROOT);
  }

  @Override
  public R blank() {
    return workload.blank();
  }

  @Override
  public List<EventSource<?, R>> sources(EventSourceContext<R> context) {
    return workload.holdings().sources(context);
  }

  @Override
  public WorkSeen<P, F> observe(R resource, Context<R> context) {
    Optional<Work<P, F>> row = store.find(resource.getMetadata().getUid());
    boolean running = row.isPresent() && row.get().state().open();
    boolean deleting = resource.getMetadata().getDeletionTimestamp() != null;
    boolean matters = Guarding.guarded(resource) && (deleting || !running);
    return new WorkSeen<>(
        resource,
        resource.getStatus(),
        row,
        workload.suspended(resource),
        workload.secondsToLive(resource),
        workload.plan(resource),
        matters
            && workload
                .holdings()
                .left(resource.getMetadata().getNamespace(), resource.getMetadata().getUid()),
        with.clock().instant());
  }

  @Override
  public Decision decide(WorkSeen<P, F> seen) {
    return decider.decide(seen);
  }

  @Override
  public Optional<Decision.Waiting> act(Step.Own step, WorkSeen<P, F> seen) {
    @SuppressWarnings("unchecked") // it was decided of what was seen
    WorkStep.Begin<P> begin = (WorkStep.Begin<P>) step;
    NewWork<P> work = begin.work();
    String workflowId = workload.workflowId(work.id());
    store.admit(
        work,
        workflowId,
        run ->
            workflows.start(
                workload.workflowType(),
                workflowId,
                new JobRef(work.id(), work.namespace(), work.name(), run)));
    if (seen.lostItsRow()) {
      with.events()
          .tell(
              seen.resource(),
              ResourceEvents.WARNING,
              Reason.ROW_LOST.title(),
              "the row was lost in mid-run: it begins anew as run " + work.firstRun());
    }
    return Optional.empty();
  }

  @Override
  public void stop(WorkSeen<P, F> seen, StopRequest request) {
    workflows.stop(workload.workflowId(seen.resource().getMetadata().getUid()), request);
  }

  @Override
  public void reap(R resource) {
    workload
        .holdings()
        .reap(resource.getMetadata().getNamespace(), resource.getMetadata().getUid());
  }

  @Override
  public void released(R resource) {
    // its row needs nothing of it
  }

  @Override
  public Telling<S> telling(
      R resource, WorkSeen<P, F> seen, boolean acted, Optional<Decision.Waiting> waiting) {
    if (seen.row().isEmpty() && seen.endedOnce()) {
      return new Telling.Nothing<>();
    }
    Optional<Work<P, F>> row = acted ? store.find(resource.getMetadata().getUid()) : seen.row();
    if (row.isEmpty()) {
      return seen.lostItsRow() && !seen.suspended()
          ? new Telling.Later<>()
          : new Telling.Status<>(unstarted(resource, waiting, seen.now()), Optional.empty());
    }
    return new Telling.Status<>(
        workload.status(
            WorkSummary.of(seen, row.get(), waiting), Optional.of(row.get().findings())),
        Optional.of(row.get().updatedAt()));
  }

  @Override
  public S unstarted(R resource, Optional<Decision.Waiting> waiting, Instant now) {
    return workload.status(
        WorkSummary.unstarted(
            resource, resource.getStatus(), workload.suspended(resource), waiting, now),
        Optional.empty());
  }

  @Override
  public void told(R resource, @Nullable S before, S status, Optional<Instant> rowChanged) {
    WorkChange change = WorkChange.between(before, status);
    metrics.count(workload.kind(), change);
    change
        .stalled()
        .ifPresent(
            stalled ->
                with.events()
                    .tell(
                        resource,
                        ResourceEvents.WARNING,
                        stalled.getReason(),
                        String.valueOf(stalled.getMessage())));
    change
        .entered()
        .ifPresent(
            phase -> {
              if (status.failure() == null) {
                with.events()
                    .tell(
                        resource,
                        ResourceEvents.NORMAL,
                        WorkSummary.title(phase),
                        "run " + status.run());
              } else {
                with.events()
                    .tell(
                        resource,
                        ResourceEvents.WARNING,
                        status.failure().reason(),
                        status.failure().message());
              }
            });
  }
}
