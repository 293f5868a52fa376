package dev.shoal.operator.work;

import dev.shoal.api.v1alpha1.WorkStatus;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.status.WorkSummary;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kind adds whose row is work: {@link WorkKind} does all else. Pure, but for what it holds.
 *
 * @param <R> the resource
 * @param <S> its status
 * @param <P> its plan
 * @param <F> its findings
 */
public interface Workload<R extends CustomResource<?, S>, S extends WorkStatus, P, F> {
  /** The kind, as its resources, rows and labels have it. */
  String kind();

  R blank();

  Class<P> plan();

  Class<F> findings();

  /** Type of the workflow that drives a run. It takes a JobRef and the signal {@code stop}. */
  String workflowType();

  /** Id of that workflow. */
  String workflowId(String id);

  boolean suspended(R resource);

  /** After its end; null for ever. */
  @Nullable Long secondsToLive(R resource);

  /** What a run of it would do. */
  Planning<P> plan(R resource);

  /** Its status. */
  S status(WorkSummary summary, Optional<F> findings);

  /** What it has in the cluster. */
  Holdings<R> holdings();
}
