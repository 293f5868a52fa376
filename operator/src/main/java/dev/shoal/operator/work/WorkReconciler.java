package dev.shoal.operator.work;

import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Guarding;
import dev.shoal.operator.decision.Seen;
import dev.shoal.operator.decision.Step;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.workflow.StopRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes, decides, acts, mirrors: the same for every kind. All judgement is in the kind's
 * decision; this only carries out. A kind's own reconciler extends it, to name its resource to
 * JOSDK, and adds nothing.
 *
 * @param <R> the resource
 * @param <S> its status
 * @param <O> what is observed of one
 */
public abstract class WorkReconciler<R extends CustomResource<?, S>, S, O extends Seen>
    implements Reconciler<R> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkReconciler.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Kind<R, S, O> kind;
  private final Mechanism with;
  private @Nullable Namesakes<R> namesakes;

  protected WorkReconciler(Kind<R, S, O> kind, Mechanism with) {
    this.kind = kind;
    this.with = with;
  }

  @Override
  public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
    List<EventSource<?, R>> sources = new ArrayList<>(kind.sources(context));
    sources.add(
        new RowChanges<>(
            with.database(),
            kind.channel(),
            () -> context.getPrimaryCache().list().map(ResourceID::fromResource)));
    namesakes = new Namesakes<>(context.getPrimaryResourceClass(), context.getPrimaryCache());
    sources.add(namesakes);
    return sources;
  }

  @Override
  public UpdateControl<R> reconcile(R resource, Context<R> context) {
    if (context.isPrimaryResourceDeleted()) {
      Objects.requireNonNull(namesakes).gone(ResourceID.fromResource(resource));
      return UpdateControl.noUpdate();
    }
    try {
      O seen = kind.observe(resource, context);
      Decision decision = kind.decide(seen);
      Outcome<R> outcome = act(resource, seen, decision, context);
      return mirror(seen, outcome, decision, context);
    } catch (JdbiException e) {
      LOG.warn("the database can't be reached for {}: {}", name(resource), e.getMessage());
      return stalled(
          resource,
          new Decision.Waiting(
              Reason.DATABASE_UNAVAILABLE, "the database can't be reached; this is tried again"),
          context);
    }
  }

  /** What acting led to: a fresh resource, or something new to wait for. */
  private record Outcome<R>(R resource, Optional<Decision.Waiting> waiting, boolean gone) {}

  private Outcome<R> act(R resource, O seen, Decision decision, Context<R> context) {
    return decision.steps().isEmpty()
        ? new Outcome<>(resource, decision.waiting(), false)
        : with.tracing()
            .span("reconcile", words(resource), () -> carryOut(resource, seen, decision, context));
  }

  private static Map<String, String> words(HasMetadata resource) {
    return Map.of("job", name(resource), "jobId", resource.getMetadata().getUid());
  }

  private Outcome<R> carryOut(R known, O seen, Decision decision, Context<R> context) {
    R resource = known;
    Optional<Decision.Waiting> waiting = decision.waiting();
    boolean gone = false;
    for (Step step : decision.steps()) {
      switch (step) {
        case Step.AddFinalizer add -> {
          resource = Finalizers.add(context, Guarding.FINALIZER);
          if (seen.open()) {
            with.events()
                .tell(
                    resource,
                    ResourceEvents.WARNING,
                    "FinalizerRestored",
                    "the finalizer %s was taken away while the job runs: it is back"
                        .formatted(Guarding.FINALIZER));
          }
        }
        case Step.RemoveFinalizer remove -> {
          kind.released(resource);
          gone = resource.getMetadata().getDeletionTimestamp() != null;
          resource = Finalizers.remove(context, Guarding.FINALIZER);
        }
        case Step.Stop stop -> {
          try {
            kind.stop(seen, new StopRequest(stop.reason(), stop.message()));
          } catch (JobWorkflows.TemporalUnavailable e) {
            waiting = Optional.of(temporalAway(resource, e));
          }
        }
        case Step.ReapPods reap -> kind.reap(resource);
        case Step.Expire expire -> {
          context.getClient().resource(resource).delete();
          gone = true;
        }
        case Step.TellAbandoned tell ->
            with.events()
                .tell(
                    resource,
                    ResourceEvents.WARNING,
                    "WorkflowNotEnded",
                    "the pod is gone, but Temporal could not be asked to end the workflow; it ends"
                        + " by itself when it finds the job deleted");
        case Step.Own own -> waiting = own(own, resource, seen);
      }
    }
    return new Outcome<>(resource, waiting, gone);
  }

  private Optional<Decision.Waiting> own(Step.Own step, R resource, O seen) {
    try {
      return kind.act(step, seen);
    } catch (JobWorkflows.EarlierRunOpen e) {
      return Optional.of(
          new Decision.Waiting(
              Reason.EARLIER_RUN_ENDING,
              "the workflow of the run before has not ended yet; this is tried again"));
    } catch (JobWorkflows.TemporalUnavailable e) {
      return Optional.of(temporalAway(resource, e));
    }
  }

  private static Decision.Waiting temporalAway(
      HasMetadata resource, JobWorkflows.TemporalUnavailable e) {
    LOG.warn("{} waits for Temporal: {}", name(resource), e.getMessage());
    return new Decision.Waiting(
        Reason.TEMPORAL_UNAVAILABLE, "Temporal can't be reached; this is tried again");
  }

  private UpdateControl<R> mirror(
      O seen, Outcome<R> outcome, Decision decision, Context<R> context) {
    if (outcome.gone()) {
      return UpdateControl.noUpdate();
    }
    boolean acted = !decision.steps().isEmpty();
    return switch (kind.telling(outcome.resource(), seen, acted, outcome.waiting())) {
      case Telling.Nothing<S> nothing -> UpdateControl.noUpdate();
      case Telling.Later<S> later -> UpdateControl.<R>noUpdate().rescheduleAfter(SOON);
      case Telling.Status<S> telling -> {
        if (seen.accepted() && outcome.resource().getStatus() == null) {
          with.events()
              .tell(
                  outcome.resource(),
                  ResourceEvents.NORMAL,
                  "StatusRestored",
                  "the status was gone: it is made of the row");
        }
        UpdateControl<R> control =
            update(outcome.resource(), telling.status(), telling.rowChanged(), context);
        Duration again =
            outcome.waiting().isPresent() && decision.lookAgain().isEmpty()
                ? SOON
                : decision.lookAgain().orElse(null);
        yield again == null || control.getScheduleDelay().isPresent()
            ? control
            : control.rescheduleAfter(again);
      }
    };
  }

  private UpdateControl<R> stalled(R resource, Decision.Waiting why, Context<R> context) {
    if (resource.getStatus() != null) {
      return UpdateControl.<R>noUpdate().rescheduleAfter(SOON);
    }
    S status = kind.unstarted(resource, Optional.of(why), with.clock().instant());
    return update(resource, status, Optional.empty(), context).rescheduleAfter(SOON);
  }

  private UpdateControl<R> update(
      R resource, S status, Optional<Instant> rowChanged, Context<R> context) {
    UpdateControl<R> done = UpdateControl.noUpdate();
    if (Objects.equals(status, resource.getStatus())) {
      return done;
    }
    if (!StatusPatch.write(context, resource, kind.blank(), status)) {
      return done.rescheduleAfter(SOON);
    }
    kind.told(resource, resource.getStatus(), status, rowChanged);
    return done;
  }

  private static String name(HasMetadata resource) {
    return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
  }
}
