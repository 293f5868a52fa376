package dev.shoal.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why a job failed, waits, or gave an attempt up. The title is what users, metrics and Temporal's
 * failure types show; nothing is ever read out of a message.
 */
public enum Reason {
  @JsonProperty("DeadlineExceeded")
  DEADLINE_EXCEEDED("DeadlineExceeded"),
  /** All the GPU time that the job may hold is used up. */
  @JsonProperty("BudgetExceeded")
  BUDGET_EXCEEDED("BudgetExceeded"),
  @JsonProperty("Cancelled")
  CANCELLED("Cancelled"),
  @JsonProperty("Suspended")
  SUSPENDED("Suspended"),
  @JsonProperty("BadHost")
  BAD_HOST("BadHost"),
  @JsonProperty("PodUnreachable")
  POD_UNREACHABLE("PodUnreachable"),
  /** The pod was deleted, evicted, preempted or lost with its node. */
  @JsonProperty("Preempted")
  PREEMPTED("Preempted"),
  @JsonProperty("Unschedulable")
  UNSCHEDULABLE("Unschedulable"),
  /** The namespace's quota had no room for the pod in time. */
  @JsonProperty("QuotaExceeded")
  QUOTA_EXCEEDED("QuotaExceeded"),
  @JsonProperty("ImagePullFailed")
  IMAGE_PULL_FAILED("ImagePullFailed"),
  /** No new round for too long. */
  @JsonProperty("Stuck")
  STUCK("Stuck"),
  /** Rounds come, but too slowly. */
  @JsonProperty("SlowPod")
  SLOW_POD("SlowPod"),
  /** The pod's model fails too often, or hangs. */
  @JsonProperty("LlmCircuitBroken")
  LLM_CIRCUIT_BROKEN("LlmCircuitBroken"),
  /** The API server refuses the pod as it is. */
  @JsonProperty("PodInvalid")
  POD_INVALID("PodInvalid"),
  /** The bucket holds no weights where the tier says. */
  @JsonProperty("ModelNotFound")
  MODEL_NOT_FOUND("ModelNotFound"),
  @JsonProperty("RunTimeExceeded")
  RUN_TIME_EXCEEDED("RunTimeExceeded"),
  @JsonProperty("EngineFailed")
  ENGINE_FAILED("EngineFailed"),
  /** The pod's process was killed. */
  @JsonProperty("EngineKilled")
  ENGINE_KILLED("EngineKilled"),
  /** The pod needed more memory than it may have. */
  @JsonProperty("OutOfMemory")
  OUT_OF_MEMORY("OutOfMemory"),
  /** The pod's disk is full. */
  @JsonProperty("DiskFull")
  DISK_FULL("DiskFull"),
  @JsonProperty("ArtifactsMissing")
  ARTIFACTS_MISSING("ArtifactsMissing"),
  /** The object store could not be reached when the artifacts were to be checked. */
  @JsonProperty("StoreUnavailable")
  STORE_UNAVAILABLE("StoreUnavailable"),
  @JsonProperty("PreGpuFailed")
  PRE_GPU_FAILED("PreGpuFailed"),
  @JsonProperty("ReportFailed")
  REPORT_FAILED("ReportFailed"),
  /** There is no data set where the spec says. */
  @JsonProperty("DatasetNotFound")
  DATASET_NOT_FOUND("DatasetNotFound"),
  /** The data set is not what the spec says: of another format, too small, or another one. */
  @JsonProperty("DatasetInvalid")
  DATASET_INVALID("DatasetInvalid"),
  /** A step's container ended with an error of its own. */
  @JsonProperty("StepFailed")
  STEP_FAILED("StepFailed"),
  /** A script ended with an error of its own. */
  @JsonProperty("ScriptFailed")
  SCRIPT_FAILED("ScriptFailed"),
  /** A script wrote more than is kept of one. */
  @JsonProperty("OutputTooLong")
  OUTPUT_TOO_LONG("OutputTooLong"),
  /** The image of a script has no such interpreter. */
  @JsonProperty("InterpreterNotFound")
  INTERPRETER_NOT_FOUND("InterpreterNotFound"),
  /** A schedule's fields or its time zone can't be read. */
  @JsonProperty("ScheduleInvalid")
  SCHEDULE_INVALID("ScheduleInvalid"),
  /** A URI leads where the resource's namespace may not go. */
  @JsonProperty("PlaceRefused")
  PLACE_REFUSED("PlaceRefused"),
  /** A source of records can't be read. */
  @JsonProperty("SourceFailed")
  SOURCE_FAILED("SourceFailed"),
  /** A report could not be sent to where it was to go. */
  @JsonProperty("NotDelivered")
  NOT_DELIVERED("NotDelivered"),
  @JsonProperty("EngineLost")
  ENGINE_LOST("EngineLost"),
  /** The job's row was lost in mid-run. */
  @JsonProperty("RowLost")
  ROW_LOST("RowLost"),
  /** The next run waits for the workflow of the one before. */
  @JsonProperty("EarlierRunEnding")
  EARLIER_RUN_ENDING("EarlierRunEnding"),
  @JsonProperty("SeedNotFound")
  SEED_NOT_FOUND("SeedNotFound"),
  @JsonProperty("SeedEmpty")
  SEED_EMPTY("SeedEmpty"),
  @JsonProperty("SeedTooLong")
  SEED_TOO_LONG("SeedTooLong"),
  /** There is no completed job with recorded answers to repeat. */
  @JsonProperty("ReplayNotFound")
  REPLAY_NOT_FOUND("ReplayNotFound"),
  /** There is no job of the name that is asked for. */
  @JsonProperty("JobNotFound")
  JOB_NOT_FOUND("JobNotFound"),
  @JsonProperty("TierNotFound")
  TIER_NOT_FOUND("TierNotFound"),
  @JsonProperty("RoundsAboveTier")
  ROUNDS_ABOVE_TIER("RoundsAboveTier"),
  @JsonProperty("AgentsAboveTier")
  AGENTS_ABOVE_TIER("AgentsAboveTier"),
  /** There is nothing that the rerun could begin from. */
  @JsonProperty("RerunImpossible")
  RERUN_IMPOSSIBLE("RerunImpossible"),
  @JsonProperty("DuplicateSubmission")
  DUPLICATE_SUBMISSION("DuplicateSubmission"),
  @JsonProperty("ReadOnlyMode")
  READ_ONLY_MODE("ReadOnlyMode"),
  @JsonProperty("TemporalUnavailable")
  TEMPORAL_UNAVAILABLE("TemporalUnavailable"),
  @JsonProperty("DatabaseUnavailable")
  DATABASE_UNAVAILABLE("DatabaseUnavailable"),
  @JsonProperty("InternalError")
  INTERNAL_ERROR("InternalError");

  private final String title;

  Reason(String title) {
    this.title = title;
  }

  /** The word that users see. */
  public String title() {
    return title;
  }

  /** The reason with a title, or {@link #INTERNAL_ERROR} for a word that is none. */
  public static Reason ofTitle(String title) {
    for (Reason reason : values()) {
      if (reason.title.equals(title)) {
        return reason;
      }
    }
    return INTERNAL_ERROR;
  }
}
