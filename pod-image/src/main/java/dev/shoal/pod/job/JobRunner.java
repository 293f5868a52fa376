package dev.shoal.pod.job;

import dev.shoal.pod.artifact.RunArtifacts;
import dev.shoal.pod.artifact.Uploader;
import dev.shoal.pod.llm.ChatModel;
import dev.shoal.pod.run.Run;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.UploadGrant;
import dev.shoal.protocol.WorkerPhase;
import dev.shoal.protocol.WorkerState;
import dev.shoal.protocol.WorkerStatus;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.ChatEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job, once: prepare, simulate, extract, upload. A pod is for one attempt alone. */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int DECISIONS_IN_FLIGHT = 64;

  private final Path folder;
  private final String engineBuild;
  private final Uploader uploader;
  private final @Nullable ChatModel model;
  private final JobState state;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final SynchronousQueue<Map<String, String>> grants = new SynchronousQueue<>();
  private volatile @Nullable Run run;
  private volatile @Nullable Thread thread;

  /**
   * @param model that engine llm asks; null in a pod without one
   */
  public JobRunner(
      Path folder, String engineBuild, Uploader uploader, @Nullable ChatModel model, Clock clock) {
    this.model = model;
    this.folder = folder;
    this.engineBuild = engineBuild;
    this.uploader = uploader;
    this.state =
        new JobState(clock, () -> model == null ? WorkerStatus.LlmCounters.NONE : model.counters());
  }

  /** Answer to a submission. */
  public enum Submission {
    /** Taken up now. */
    ACCEPTED,
    /** The same request was taken up before. */
    REPEATED,
    /** Another request was taken up before. */
    CONFLICT
  }

  /** Takes a job up, unless one was before. */
  public Submission submit(JobRequest request) {
    if (!state.accept(request)) {
      return request.equals(state.request()) ? Submission.REPEATED : Submission.CONFLICT;
    }
    thread = Thread.ofPlatform().name("simulation").start(() -> work(request));
    return Submission.ACCEPTED;
  }

  /** Engines that this pod can run. */
  public Set<String> engines() {
    return model == null ? Set.of("scripted") : Set.of("scripted", "llm");
  }

  public WorkerStatus status() {
    return state.snapshot();
  }

  /** Status, once it is newer than a version, or after the timeout. */
  public WorkerStatus awaitChange(long since, Duration timeout) throws InterruptedException {
    return state.await(since, timeout);
  }

  /** Hands over upload URLs; false if none are awaited now. */
  public boolean grant(UploadGrant grant) throws InterruptedException {
    return state.snapshot().status() == WorkerState.AWAITING_UPLOADS
        && grants.offer(grant.urls(), 1, TimeUnit.SECONDS);
  }

  /** Stops the job at the next round; again is the same. */
  public void cancel() {
    cancelled.set(true);
    Thread running = thread;
    if (running != null && state.snapshot().status() == WorkerState.AWAITING_UPLOADS) {
      running.interrupt();
    }
  }

  /** The newest messages, oldest first. */
  public List<ChatEntry> partialChat(int tail) {
    Run current = run;
    if (current == null) {
      return List.of();
    }
    return RunArtifacts.chat(current, current.social().messages().size() - tail);
  }

  /** The structured outcome as JSON, once it is there. */
  public @Nullable String result() {
    Path file = folder.resolve(ArtifactKind.STRUCTURED.fileName());
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void work(JobRequest request) {
    try {
      Run prepared = new Run(request, DECISIONS_IN_FLIGHT, model);
      run = prepared;
      state.enter(WorkerState.RUNNING, WorkerPhase.SIMULATE);
      Pace pace = new Pace(request.minRoundMillis());
      prepared.simulate(
          round -> {
            pace.holdUntilDue(round, cancelled);
            state.roundDone(round);
          },
          cancelled::get);
      state.enter(WorkerState.RUNNING, WorkerPhase.EXTRACT);
      upload(RunArtifacts.write(prepared, folder, engineBuild));
      state.enter(WorkerState.COMPLETED, WorkerPhase.COMPLETED);
    } catch (CancellationException | InterruptedException e) {
      LOG.info("job cancelled: {}", e.getMessage());
      state.enter(WorkerState.CANCELLED, WorkerPhase.CANCELLED);
    } catch (IOException e) {
      LOG.error("job failed", e);
      state.fail("io", String.valueOf(e));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("job failed", e);
      state.fail(e instanceof OutOfMemoryError ? "out_of_memory" : "engine", String.valueOf(e));
    }
  }

  /** Asks for URLs until every file is stored: a URL that has expired is asked for again. */
  private void upload(List<DeclaredArtifact> declared) throws IOException, InterruptedException {
    List<DeclaredArtifact> left = declared;
    while (!left.isEmpty()) {
      state.awaitUploads(left);
      Map<String, String> urls = grants.take();
      state.enter(WorkerState.UPLOADING, WorkerPhase.UPLOAD);
      left = uploader.upload(folder, left, urls);
    }
  }
}
