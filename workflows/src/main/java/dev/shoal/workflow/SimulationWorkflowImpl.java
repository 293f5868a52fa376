package dev.shoal.workflow;

import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Prepares, then has attempts, each with a pod of its own that is given back in a detached scope
 * whatever happens, then starts the report.
 */
public final class SimulationWorkflowImpl implements SimulationWorkflow {
  private static final Duration SLACK = Duration.ofSeconds(30);

  /** Between two tries to create a pod that a quota has no room for. */
  private static final Duration QUOTA_LOOK = Duration.ofSeconds(10);

  /** Time in which an earlier run's report ends once it is asked to. */
  private static final Duration GIVES_WAY = Duration.ofSeconds(1);

  private static final Logger LOG = Workflow.getLogger(SimulationWorkflowImpl.class);

  private final Stoppable stoppable = new Stoppable();

  @Override
  public void stop(StopRequest request) {
    stoppable.stop(request);
  }

  @Override
  public void run(SimulationInput input) {
    Preparation preparation = ActivityStubs.local().prepare(input.job());
    if (!preparation.accepted()) {
      return;
    }
    JobActivities jobs = ActivityStubs.jobs(preparation.limits());
    try {
      stoppable.run(
          input.deadlineEpochMillis(),
          () -> {
            Integer reportAttempt = preparation.reportAttempt();
            if (reportAttempt != null) {
              startReport(input, reportAttempt, preparation);
              return;
            }
            prepare(jobs, input.job(), preparation);
            simulate(jobs, input, preparation);
          });
    } catch (TemporalFailure failure) {
      Trouble trouble = Trouble.of(failure, Reason.INTERNAL_ERROR);
      StopRequest cause =
          switch (trouble) {
            case Trouble.Cancelled cancelled -> stoppable.cause();
            case Trouble.Interrupted interrupted ->
                new StopRequest(Reason.INTERNAL_ERROR, "a step was lost");
            case Trouble.Failed failed -> new StopRequest(failed.reason(), failed.message());
          };
      Workflow.newDetachedCancellationScope(() -> Endings.mark(jobs, input.job(), cause)).run();
      if (trouble instanceof Trouble.Cancelled && stoppable.asked()) {
        return;
      }
      throw failure;
    }
  }

  private static void prepare(JobActivities jobs, JobRef job, Preparation preparation) {
    try {
      if (preparation.enrichSeed()) {
        jobs.enrichSeed(job);
      }
      if (preparation.deriveMarkets()) {
        jobs.deriveMarkets(job);
      }
    } catch (TemporalFailure failure) {
      if (Trouble.of(failure, Reason.PRE_GPU_FAILED) instanceof Trouble.Failed failed) {
        throw Reentry.failure(Reason.PRE_GPU_FAILED, failed.message());
      }
      throw failure;
    }
  }

  private static void simulate(JobActivities jobs, SimulationInput input, Preparation preparation) {
    RunLimits limits = preparation.limits();
    RecoveryBudget budget = RecoveryBudget.of(limits);
    for (int attempt = input.firstAttempt(); ; attempt++) {
      PodRef pod = new PodRef(input.job(), attempt);
      @Nullable Reason givenUp = null;
      boolean endsRun = false;
      try {
        attempt(jobs, pod, limits);
        if (preparation.withoutReport()) {
          jobs.completeWithoutReport(input.job());
          JobIndex.enter(JobPhase.COMPLETED);
        } else {
          startReport(input, attempt, preparation);
        }
        return;
      } catch (TemporalFailure failure) {
        if (!(Trouble.of(failure, Reason.INTERNAL_ERROR) instanceof Trouble.Failed failed)) {
          givenUp = Reason.CANCELLED;
          throw failure;
        }
        givenUp = failed.reason();
        if (!budget.allows(failed.reason())) {
          endsRun = true;
          throw failure;
        }
        budget = budget.after(failed.reason());
      } finally {
        Reason reason = givenUp;
        boolean mayStay = endsRun;
        Workflow.newDetachedCancellationScope(() -> giveBack(jobs, pod, reason, mayStay)).run();
      }
    }
  }

  /** A teardown that fails must not hide why the attempt ended; the operator's sweep takes over. */
  private static void giveBack(
      JobActivities jobs, PodRef pod, @Nullable Reason reason, boolean mayStay) {
    try {
      jobs.terminatePod(pod, reason, mayStay);
    } catch (TemporalFailure failure) {
      LOG.error("pod {} could not be removed", pod.podName(), failure);
    }
  }

  private static void attempt(JobActivities jobs, PodRef pod, RunLimits limits) {
    JobIndex.enter(JobPhase.PROVISIONING);
    provision(pod, limits);
    entering(
        limits.provision().plus(Duration.ofDays(30)),
        limits.scheduleHeartbeat(),
        Reason.UNSCHEDULABLE,
        pods -> {
          pods.awaitScheduled(pod, limits.provision());
          return true;
        });
    entering(
        limits.health().plus(SLACK),
        limits.healthHeartbeat(),
        Reason.BAD_HOST,
        pods -> {
          pods.waitForWorkerHealth(pod, limits.health());
          return true;
        });
    JobIndex.enter(JobPhase.RUNNING);
    Uploads uploads = poll(pod, limits);
    try {
      jobs.uploadAndFinalize(pod, uploads);
    } catch (TemporalFailure failure) {
      throw Reentry.rethrown(failure, Reason.STORE_UNAVAILABLE);
    }
  }

  /** Creates the pod; where the namespace's quota has no room, it waits for some. */
  private static void provision(PodRef pod, RunLimits limits) {
    long started = Workflow.currentTimeMillis();
    while (true) {
      try {
        ActivityStubs.provisioning(limits).provisionPod(pod);
        return;
      } catch (TemporalFailure failure) {
        Duration waited = Duration.ofMillis(Workflow.currentTimeMillis() - started);
        if (!(Trouble.of(failure, Reason.INTERNAL_ERROR) instanceof Trouble.Failed failed)
            || failed.reason() != Reason.QUOTA_EXCEEDED
            || waited.compareTo(limits.provision()) >= 0) {
          throw failure;
        }
        Workflow.sleep(QUOTA_LOOK);
      }
    }
  }

  private static Uploads poll(PodRef pod, RunLimits limits) {
    long started = Workflow.currentTimeMillis();
    int reentries = limits.unreachableReentries();
    while (true) {
      Duration left = limits.run().minusMillis(Workflow.currentTimeMillis() - started);
      try {
        return entering(
            left,
            limits.pollHeartbeat(),
            Reason.RUN_TIME_EXCEEDED,
            pods -> pods.submitAndPoll(pod));
      } catch (TemporalFailure failure) {
        if (reentries == 0
            || !(Trouble.of(failure, Reason.RUN_TIME_EXCEEDED) instanceof Trouble.Failed failed)
            || failed.reason() != Reason.POD_UNREACHABLE) {
          throw failure;
        }
        reentries--;
        Workflow.sleep(limits.unreachableDelay());
      }
    }
  }

  private static <T> T entering(
      Duration limit, Duration heartbeat, Reason onTimeout, Function<PodActivities, T> step) {
    return Reentry.entering(
        limit, onTimeout, left -> step.apply(ActivityStubs.pods(left, heartbeat)));
  }

  /** Starts the report; one of an earlier run that still waits to be stored or told gives way. */
  private static void startReport(SimulationInput input, int attempt, Preparation preparation) {
    ReportInput report =
        new ReportInput(
            input.job(),
            attempt,
            preparation.limits(),
            input.deadlineEpochMillis(),
            preparation.webhooks());
    String workflowId = JobNames.reportWorkflowId(input.job().jobId());
    while (true) {
      try {
        startReport(workflowId, report);
        JobIndex.enter(JobPhase.REPORTING);
        return;
      } catch (ChildWorkflowFailure failure) {
        if (!(failure.getCause() instanceof WorkflowExecutionAlreadyStarted)) {
          throw failure;
        }
        supersede(workflowId);
        Workflow.sleep(GIVES_WAY);
      }
    }
  }

  private static void startReport(String workflowId, ReportInput input) {
    ReportWorkflow report =
        Workflow.newChildWorkflowStub(
            ReportWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTypedSearchAttributes(JobIndex.handedOn(JobPhase.REPORTING))
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    Async.procedure(report::run, input);
    Workflow.getWorkflowExecution(report).get();
  }

  private static void supersede(String workflowId) {
    try {
      Workflow.newExternalWorkflowStub(ReportWorkflow.class, workflowId).supersede();
    } catch (SignalExternalWorkflowException ended) {
      LOG.debug("workflow {} has just ended", workflowId);
    }
  }
}
