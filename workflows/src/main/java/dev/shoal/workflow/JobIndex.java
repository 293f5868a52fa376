package dev.shoal.workflow;

import dev.shoal.job.JobPhase;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;

/**
 * Search attributes of a job's workflows, for who lists them in Temporal: all are of type Keyword.
 * A workflow that was started without them gets none.
 */
public final class JobIndex {
  static final SearchAttributeKey<String> NAMESPACE =
      SearchAttributeKey.forKeyword("ShoalNamespace");
  static final SearchAttributeKey<String> JOB = SearchAttributeKey.forKeyword("ShoalJob");
  static final SearchAttributeKey<String> TIER = SearchAttributeKey.forKeyword("ShoalTier");
  static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("ShoalPhase");

  private JobIndex() {}

  /** What the workflow of a run starts with. */
  public static SearchAttributes start(String namespace, String job, String tier) {
    return SearchAttributes.newBuilder()
        .set(NAMESPACE, namespace)
        .set(JOB, job)
        .set(TIER, tier)
        .set(PHASE, JobPhase.PENDING.title())
        .build();
  }

  /** What the workflow of a run starts with that is of no tier. */
  public static SearchAttributes start(String namespace, String name) {
    return SearchAttributes.newBuilder().set(NAMESPACE, namespace).set(JOB, name).build();
  }

  /** What a workflow hands on to one that it starts in a phase. */
  static SearchAttributes handedOn(JobPhase phase) {
    SearchAttributes own = Workflow.getTypedSearchAttributes();
    return own.containsKey(JOB)
        ? SearchAttributes.newBuilder(own).set(PHASE, phase.title()).build()
        : SearchAttributes.EMPTY;
  }

  /** The run has entered a phase. */
  static void enter(JobPhase phase) {
    if (Workflow.getTypedSearchAttributes().containsKey(JOB)) {
      Workflow.upsertTypedSearchAttributes(PHASE.valueSet(phase.title()));
    }
  }
}
