package dev.shoal.operator.temporal;

import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.NewJob;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.workflow.JobIndex;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.SimulationInput;
import dev.shoal.workflow.StopRequest;
import dev.shoal.workflow.TaskQueues;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The operator's only way to Temporal. */
public final class JobWorkflows {
  private static final int ASK_SECONDS = 5;
  private static final int PAGE = 1_000;

  private static final String SIMULATION = "SimulationWorkflow";

  /** Key of the memo that tells which run a workflow is of. */
  private static final String RUN = "run";

  private final WorkflowClient client;
  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final boolean indexed;

  /**
   * Of a connection.
   *
   * @param indexed whether workflows get search attributes, which the namespace has to know
   */
  public JobWorkflows(TemporalConnection connection, boolean indexed) {
    this.indexed = indexed;
    this.client = connection.client();
    this.stubs = connection.stubs();
    this.namespace = client.getOptions().getNamespace();
  }

  /** The workflow of an earlier run is still about to end: the next can't start yet. */
  public static final class EarlierRunOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EarlierRunOpen(String workflowId) {
      super("workflow " + workflowId + " of an earlier run has not ended yet");
    }
  }

  /** Temporal could not be asked, or did not answer in time. */
  public static final class TemporalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemporalUnavailable(Throwable cause) {
      super("Temporal can't be reached: " + cause.getMessage(), cause);
    }
  }

  /**
   * Starts a run's workflow, or finds the one that an earlier try started. One of an earlier run
   * that is still about to end is not it: that is tried again later.
   *
   * @return its run id
   * @throws TemporalUnavailable if it could not be started now
   * @throws EarlierRunOpen if it has to wait for the run before
   */
  public String start(NewJob job, int run, int firstAttempt) {
    JobRef ref = new JobRef(job.jobId(), job.namespace(), job.name(), run);
    return start(
        SIMULATION,
        JobNames.workflowId(job.jobId()),
        run,
        JobIndex.start(job.namespace(), job.name(), job.plan().tier().name()),
        new SimulationInput(
            ref, firstAttempt, job.deadlineAt() == null ? null : job.deadlineAt().toEpochMilli()));
  }

  /**
   * The same for work of another kind.
   *
   * @param type of the workflow, which takes {@code ref}
   */
  public String start(String type, String workflowId, JobRef ref) {
    return start(type, workflowId, ref.run(), JobIndex.start(ref.namespace(), ref.name()), ref);
  }

  private String start(
      String type, String workflowId, int run, SearchAttributes index, Object input) {
    WorkflowStub workflow =
        client.newUntypedWorkflowStub(
            type,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(TaskQueues.SIM)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setMemo(Map.of(RUN, run))
                .setTypedSearchAttributes(indexed ? index : SearchAttributes.EMPTY)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build());
    try {
      return bounded().call(() -> workflow.start(input)).getRunId();
    } catch (WorkflowExecutionAlreadyStarted e) {
      return sameRun(e.getExecution(), run);
    } catch (Exception e) {
      throw new TemporalUnavailable(e);
    }
  }

  private String sameRun(WorkflowExecution open, int run) {
    try {
      Object itsRun =
          bounded()
              .call(
                  () ->
                      client
                          .newUntypedWorkflowStub(open.getWorkflowId())
                          .describe()
                          .getMemo(RUN, Integer.class));
      if (Integer.valueOf(run).equals(itsRun)) {
        return open.getRunId();
      }
    } catch (Exception e) {
      throw new TemporalUnavailable(e);
    }
    throw new EarlierRunOpen(open.getWorkflowId());
  }

  /** Asks the workflows of a run to end; one that isn't there is fine. */
  public void stop(JobRow row, StopRequest request) {
    stop(JobNames.workflowId(row.jobId()), request);
    if (row.phase() == JobPhase.REPORTING) {
      stop(JobNames.reportWorkflowId(row.jobId()), request);
    }
  }

  /** Asks whatever workflows a job has to end, where no row tells which there are. */
  public void stopAll(String jobId, StopRequest request) {
    stop(JobNames.workflowId(jobId), request);
    stop(JobNames.reportWorkflowId(jobId), request);
  }

  /** Asks a workflow to end; one that isn't there is fine. */
  public void stop(String workflowId, StopRequest request) {
    try {
      bounded().run(() -> client.newUntypedWorkflowStub(workflowId).signal("stop", request));
    } catch (WorkflowNotFoundException e) {
      return; // it has ended already, which is what was wanted
    } catch (RuntimeException e) {
      throw new TemporalUnavailable(e);
    }
  }

  /** Ids of all workflows that visibility lists as open; it lags, so absence proves nothing. */
  public Set<String> listedOpen() {
    Set<String> ids = new HashSet<>();
    ListWorkflowExecutionsRequest.Builder request =
        ListWorkflowExecutionsRequest.newBuilder()
            .setNamespace(namespace)
            .setPageSize(PAGE)
            .setQuery("ExecutionStatus = 'Running' AND TaskQueue = '%s'".formatted(TaskQueues.SIM));
    try {
      do {
        ListWorkflowExecutionsResponse page = asking().listWorkflowExecutions(request.build());
        page.getExecutionsList()
            .forEach(execution -> ids.add(execution.getExecution().getWorkflowId()));
        request.setNextPageToken(page.getNextPageToken());
      } while (!request.getNextPageToken().isEmpty());
      return ids;
    } catch (StatusRuntimeException e) {
      throw new TemporalUnavailable(e);
    }
  }

  /** How many workers have polled a task queue of late. */
  public int pollers(String taskQueue) {
    try {
      return asking()
          .describeTaskQueue(
              DescribeTaskQueueRequest.newBuilder()
                  .setNamespace(namespace)
                  .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                  .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                  .build())
          .getPollersCount();
    } catch (StatusRuntimeException e) {
      throw new TemporalUnavailable(e);
    }
  }

  /** Whether a workflow is open; not found counts only in a namespace that is there itself. */
  public boolean isOpen(String workflowId) {
    try {
      return asking()
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                      .build())
              .getWorkflowExecutionInfo()
              .getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw new TemporalUnavailable(e);
      }
    }
    try {
      DescribeNamespaceRequest request =
          DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build();
      if (asking().describeNamespace(request).hasNamespaceInfo()) {
        return false;
      }
      throw new TemporalUnavailable(new IllegalStateException("namespace " + namespace));
    } catch (StatusRuntimeException e) {
      throw new TemporalUnavailable(e);
    }
  }

  /** Calls of the client, which would try for a minute where a reconciler has others to see to. */
  private static Context.CancellableContext bounded() {
    return Context.current().withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS, Deadlines.TIMER);
  }

  private WorkflowServiceBlockingStub asking() {
    return stubs.blockingStub().withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS);
  }
}
