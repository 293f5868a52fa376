package dev.shoal.operator.work;

import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Seen;
import dev.shoal.operator.decision.Step;
import dev.shoal.workflow.StopRequest;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of resource whose work is a workflow: what {@link WorkReconciler} asks of it.
 *
 * @param <R> the resource
 * @param <S> its status
 * @param <O> what is observed of one
 */
public interface Kind<R extends CustomResource<?, S>, S, O extends Seen> {
  /** PostgreSQL's channel that tells of changed rows, as {@code namespace/name}. */
  String channel();

  /** An empty resource, to be filled for a patch. */
  R blank();

  /** What wakes the reconciler beside the resource and its row. */
  List<EventSource<?, R>> sources(EventSourceContext<R> context);

  /** Looks at all that a decision rests on. */
  O observe(R resource, Context<R> context);

  /** Decides; pure. */
  Decision decide(O seen);

  /** Does a step of the kind's own; what the resource waits for after it, if for anything. */
  Optional<Decision.Waiting> act(Step.Own step, O seen);

  /** Asks the run's workflow to end. */
  void stop(O seen, StopRequest request);

  /** Deletes what pods the resource has. */
  void reap(R resource);

  /** The resource is about to go, or to be let go: no pod of it is there. */
  void released(R resource);

  /**
   * What its status should say.
   *
   * @param resource as it is now
   * @param acted whether something was done since it was observed
   */
  Telling<S> telling(R resource, O seen, boolean acted, Optional<Decision.Waiting> waiting);

  /** What the status of a resource without a row should say. */
  S unstarted(R resource, Optional<Decision.Waiting> waiting, Instant now);

  /**
   * The status was written.
   *
   * @param rowChanged when the row was that it tells
   */
  void told(R resource, @Nullable S before, S status, Optional<Instant> rowChanged);
}
