package dev.shoal.pod.execution;

import dev.shoal.pod.artifact.Uploader;
import dev.shoal.protocol.CompoundRequest;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.ExecutionStatus;
import dev.shoal.protocol.ExecutionStatus.State;
import dev.shoal.protocol.ScriptRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one execution, once, and has its files stored. Every change wakes those who wait. */
public final class Executions {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
  private final Path folder;
  private final Uploader uploader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SynchronousQueue<Map<String, String>> grants = new SynchronousQueue<>();
  private long version = 1;
  private State state = State.IDLE;
  private @Nullable String id;
  private @Nullable Execution execution;
  private Execution.@Nullable End end;
  private List<DeclaredArtifact> files = List.of();
  private volatile @Nullable Thread thread;

  /**
   * In a folder.
   *
   * @param folder of the pod's worker
   */
  public Executions(Path folder, Uploader uploader) {
    this.folder = folder.resolve("execution");
    this.uploader = uploader;
  }

  /** Answer to a request. */
  public enum Submission {
    /** Taken up now. */
    ACCEPTED,
    /** The same was taken up before. */
    REPEATED,
    /** Another was taken up before. */
    CONFLICT
  }

  /** Takes a script up, unless something was before. */
  public Submission execute(ScriptRequest script) throws IOException {
    return submit(
        script.executionId(), new Script(script, folder, new OomKills(), System.out, System.err));
  }

  /** Takes simulations up, unless something was before. */
  public Submission simulate(CompoundRequest compound) throws IOException {
    return submit(compound.executionId(), new Compound(compound, folder));
  }

  private Submission submit(String executionId, Execution made) throws IOException {
    lock.lock();
    try {
      if (execution != null) {
        return executionId.equals(id) ? Submission.REPEATED : Submission.CONFLICT;
      }
      Files.createDirectories(folder);
      id = executionId;
      execution = made;
      advance(State.RUNNING);
      thread = Thread.ofPlatform().name("execution").start(() -> work(made));
      return Submission.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  private void work(Execution made) {
    try {
      ended(run(made));
      store();
    } catch (InterruptedException e) {
      LOG.info("the execution was cut off");
    }
  }

  private Execution.End run(Execution made) throws InterruptedException {
    try {
      return made.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("the execution failed", e);
      String problem = e instanceof OutOfMemoryError ? "out_of_memory" : "engine";
      return new Execution.End(null, problem, String.valueOf(e), null, List.of());
    }
  }

  private void ended(Execution.End how) {
    List<DeclaredArtifact> declared = new ArrayList<>();
    for (Path file : how.files()) {
      try {
        declared.add(DeclaredArtifact.of(file));
      } catch (IOException e) {
        LOG.warn("{} can't be read: {}", file, e.getMessage());
      }
    }
    lock.lock();
    try {
      end = how;
      files = List.copyOf(declared);
    } finally {
      lock.unlock();
    }
  }

  /** Asks for URLs until every file is stored: a URL that has expired is asked for again. */
  private void store() throws InterruptedException {
    List<DeclaredArtifact> all = files;
    List<DeclaredArtifact> left = all;
    while (!left.isEmpty()) {
      enter(State.AWAITING_UPLOADS, left);
      Map<String, String> urls = grants.take();
      enter(State.UPLOADING, left);
      try {
        left = uploader.upload(folder, left, urls);
      } catch (IOException e) {
        LOG.warn("files can't be stored: {}", e.getMessage());
      }
    }
    enter(State.ENDED, all);
  }

  private void enter(State next, List<DeclaredArtifact> shown) {
    lock.lock();
    try {
      files = shown;
      advance(next);
    } finally {
      lock.unlock();
    }
  }

  private void advance(State next) {
    state = next;
    version++;
    changed.signalAll();
  }

  /** Hands URLs over; false if none are awaited now. */
  public boolean grant(Map<String, String> urls) throws InterruptedException {
    return status().state() == State.AWAITING_UPLOADS && grants.offer(urls, 1, TimeUnit.SECONDS);
  }

  public ExecutionStatus status() {
    lock.lock();
    try {
      Execution running = execution;
      Execution.End how = end;
      return new ExecutionStatus(
          version,
          state,
          id,
          how == null ? null : how.exitCode(),
          how == null ? null : how.problem(),
          how == null ? null : how.message(),
          running == null ? "" : running.stdout(),
          running == null ? "" : running.stderr(),
          how == null ? null : how.result(),
          files);
    } finally {
      lock.unlock();
    }
  }

  /** Status, once it is newer than a version, or after the timeout. */
  public ExecutionStatus awaitChange(long since, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (version <= since && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
    return status();
  }

  /** Ends what runs. */
  public void shutDown() {
    Execution running = execution;
    if (running != null) {
      running.stop();
    }
    Thread working = thread;
    if (working != null) {
      working.interrupt();
    }
  }
}
