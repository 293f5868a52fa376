package dev.shoal.pod.job;

import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.WorkerPhase;
import dev.shoal.protocol.WorkerState;
import dev.shoal.protocol.WorkerStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The job's state as the API tells it; every change wakes those who wait for one. */
final class JobState {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Clock clock;
  private final Supplier<WorkerStatus.LlmCounters> llm;
  private final Supplier<@Nullable String> modelProblem;
  private long version = 1;
  private WorkerState state = WorkerState.IDLE;
  private WorkerPhase phase = WorkerPhase.IDLE;
  private @Nullable JobRequest request;
  private int round;
  private int resumedFrom;
  private @Nullable Instant simulating;
  private Instant lastProgress;
  private @Nullable String errorKind;
  private @Nullable String errorMessage;
  private List<DeclaredArtifact> declared = List.of();
  private List<DeclaredArtifact> awaited = List.of();

  JobState(
      Clock clock,
      Supplier<WorkerStatus.LlmCounters> llm,
      Supplier<@Nullable String> modelProblem) {
    this.modelProblem = modelProblem;
    this.clock = clock;
    this.llm = llm;
    this.lastProgress = clock.instant();
  }

  /** Takes a request up; false if another one was taken before. */
  boolean accept(JobRequest taken) {
    lock.lock();
    try {
      if (request != null) {
        return false;
      }
      request = taken;
      advance(WorkerState.RUNNING, WorkerPhase.PREPARE);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Nullable JobRequest request() {
    lock.lock();
    try {
      return request;
    } finally {
      lock.unlock();
    }
  }

  void enter(WorkerState newState, WorkerPhase newPhase) {
    lock.lock();
    try {
      if (newPhase == WorkerPhase.SIMULATE) {
        simulating = clock.instant();
      }
      advance(newState, newPhase);
    } finally {
      lock.unlock();
    }
  }

  /** The run goes on from a checkpoint. */
  void resumed(int done) {
    lock.lock();
    try {
      resumedFrom = done;
      round = done;
      advance(state, phase);
    } finally {
      lock.unlock();
    }
  }

  void roundDone(int done) {
    lock.lock();
    try {
      round = done;
      advance(state, phase);
    } finally {
      lock.unlock();
    }
  }

  /** Asks for URLs; the first call, with all files, is the declaration. */
  void awaitUploads(List<DeclaredArtifact> files) {
    lock.lock();
    try {
      if (declared.isEmpty()) {
        declared = List.copyOf(files);
      }
      awaited = List.copyOf(files);
      advance(WorkerState.AWAITING_UPLOADS, WorkerPhase.UPLOAD);
    } finally {
      lock.unlock();
    }
  }

  void fail(String kind, String message) {
    lock.lock();
    try {
      errorKind = kind;
      errorMessage = message;
      advance(WorkerState.FAILED, WorkerPhase.FAILED);
    } finally {
      lock.unlock();
    }
  }

  WorkerStatus snapshot() {
    lock.lock();
    try {
      return status();
    } finally {
      lock.unlock();
    }
  }

  /** The state, at once if it is newer than {@code since}, else after a change or the timeout. */
  WorkerStatus await(long since, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (version <= since && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return status();
    } finally {
      lock.unlock();
    }
  }

  private void advance(WorkerState newState, WorkerPhase newPhase) {
    state = newState;
    phase = newPhase;
    lastProgress = clock.instant();
    version++;
    changed.signalAll();
  }

  private WorkerStatus status() {
    JobRequest job = request;
    return new WorkerStatus(
        version,
        state,
        phase,
        job == null ? null : job.jobId(),
        job == null ? 0 : job.attempt(),
        round,
        job == null ? 0 : job.maxRounds(),
        resumedFrom,
        roundsPerMinute(),
        llm.get(),
        modelProblem.get(),
        lastProgress.toString(),
        errorKind,
        errorMessage,
        state == WorkerState.COMPLETED,
        state == WorkerState.AWAITING_UPLOADS ? awaited : declared);
  }

  private double roundsPerMinute() {
    Instant since = simulating;
    if (since == null || round == resumedFrom) {
      return 0;
    }
    double millis = Math.max(1, Duration.between(since, lastProgress).toMillis());
    return (round - resumedFrom) * (double) TimeUnit.MINUTES.toMillis(1) / millis;
  }
}
