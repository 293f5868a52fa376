package dev.shoal.pod.job;

import dev.shoal.pod.artifact.Uploader;
import dev.shoal.pod.llm.Answers;
import dev.shoal.pod.llm.RecordingAnswers;
import dev.shoal.pod.llm.ReplayedAnswers;
import dev.shoal.pod.policy.ModelAnalyst;
import dev.shoal.pod.run.Checkpoint;
import dev.shoal.pod.run.Run;
import dev.shoal.pod.run.RunResults;
import dev.shoal.pod.seed.Entities;
import dev.shoal.pod.seed.EntityExtractor;
import dev.shoal.pod.seed.SeedDocument;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job, once: prepare, simulate, extract, upload. A pod is for one attempt alone. */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int DECISIONS_IN_FLIGHT = 64;
  private static final Duration LAST_WORDS = Duration.ofSeconds(8);

  /** How the kernel words it. */
  private static final String DISK_FULL = "No space left on device";

  private final Path folder;
  private final Path work;
  private final String engineBuild;
  private final Uploader uploader;
  private final @Nullable Answers model;
  private final List<String> modelArguments;
  private final JobState state;
  private final Checkpoints checkpoints;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final SynchronousQueue<Map<String, String>> grants = new SynchronousQueue<>();
  private volatile @Nullable Run run;
  private volatile @Nullable RecordingAnswers asked;
  private volatile @Nullable Thread thread;

  /**
   * @param model that engine llm asks; null in a pod without one
   * @param modelArguments command line of the model's server
   * @param modelProblem why the model's server doesn't count as ready any more
   */
  public JobRunner(
      Path folder,
      String engineBuild,
      Uploader uploader,
      @Nullable Answers model,
      List<String> modelArguments,
      Supplier<@Nullable String> modelProblem,
      Clock clock) {
    this.model = model;
    this.modelArguments = List.copyOf(modelArguments);
    this.folder = folder;
    this.work = folder.resolve("run");
    this.engineBuild = engineBuild;
    this.uploader = uploader;
    this.checkpoints = new Checkpoints(folder.resolve("checkpoint"), engineBuild, uploader);
    this.state =
        new JobState(
            clock,
            () -> {
              Answers source = asked;
              return source == null ? WorkerStatus.LlmCounters.NONE : source.counters();
            },
            modelProblem);
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
      return request.sameAs(state.request()) ? Submission.REPEATED : Submission.CONFLICT;
    }
    thread = Thread.ofPlatform().name("simulation").start(() -> work(request));
    return Submission.ACCEPTED;
  }

  /** Engines that this pod can run. */
  public Set<String> engines() {
    return model == null ? Set.of("scripted", "replay") : Set.of("scripted", "replay", "llm");
  }

  public WorkerStatus status() {
    return state.snapshot();
  }

  /** Status, once it is newer than a version, or after the timeout. */
  public WorkerStatus awaitChange(long since, Duration timeout) throws InterruptedException {
    return state.await(since, timeout);
  }

  /** Hands over URLs; false if there are some for files and none are awaited now. */
  public boolean grant(UploadGrant grant) throws InterruptedException {
    String checkpointUrl = grant.checkpointUrl();
    if (checkpointUrl != null) {
      checkpoints.sendTo(URI.create(checkpointUrl));
    }
    if (grant.urls().isEmpty()) {
      return checkpointUrl != null;
    }
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

  /** Stops the job and gives it some seconds to leave a checkpoint behind. */
  public void shutDown() {
    cancel();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(LAST_WORDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The newest messages, oldest first; at most two hundred. */
  public List<ChatEntry> partialChat(int tail) {
    Run current = run;
    List<ChatEntry> recent = current == null ? List.of() : current.recentChat();
    return recent.subList(Math.max(0, recent.size() - tail), recent.size());
  }

  /** The structured outcome as JSON, once it is there. */
  public @Nullable String result() {
    Path file = work.resolve(ArtifactKind.STRUCTURED.fileName());
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
    try (Run begun = begin(request)) {
      run = begun;
      simulate(request, begun);
      state.enter(WorkerState.RUNNING, WorkerPhase.EXTRACT);
      upload(new RunResults(begun, maker()).write());
      state.enter(WorkerState.COMPLETED, WorkerPhase.COMPLETED);
    } catch (CancellationException | InterruptedException e) {
      LOG.info("job cancelled: {}", e.getMessage());
      state.enter(WorkerState.CANCELLED, WorkerPhase.CANCELLED);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.error("job failed", e);
      state.fail(kind(e), String.valueOf(e));
    }
  }

  /** What went wrong, in the words of the API: out_of_memory, disk_full, io or engine. */
  private static String kind(Throwable failure) {
    return switch (failure) {
      case OutOfMemoryError memory -> "out_of_memory";
      case UncheckedIOException unchecked -> kind(Objects.requireNonNull(unchecked.getCause()));
      case IOException io when String.valueOf(io.getMessage()).contains(DISK_FULL) -> "disk_full";
      case IOException io -> "io";
      default -> "engine";
    };
  }

  private void simulate(JobRequest request, Run begun) {
    state.enter(WorkerState.RUNNING, WorkerPhase.SIMULATE);
    Pace pace = new Pace(request.minRoundMillis(), begun.round());
    try {
      begun.simulate(
          round -> {
            pace.holdUntilDue(round, cancelled);
            state.roundDone(round);
            checkpoints.roundDone(begun);
          },
          cancelled::get);
    } catch (CancellationException e) {
      checkpoints.last(begun);
      throw e;
    }
  }

  /** Goes on from a checkpoint where there is a good one, else begins. */
  private Run begin(JobRequest request) throws IOException, InterruptedException {
    Files.createDirectories(work);
    RecordingAnswers source = source(request);
    asked = source;
    int width = source == null ? Runtime.getRuntime().availableProcessors() : DECISIONS_IN_FLIGHT;
    Checkpoint.Factory factory = entities -> new Run(request, entities, work, width, source);
    String from = request.resumeFrom();
    if (from != null) {
      try {
        Path fetched = folder.resolve("resume");
        uploader.get(URI.create(from), fetched);
        Run resumed = Checkpoint.read(request, engineBuild, fetched, factory);
        checkpoints.resumedAt(resumed.round());
        state.resumed(resumed.round());
        LOG.info("going on after round {}", resumed.round());
        return resumed;
      } catch (IOException e) {
        LOG.warn("beginning anew: {}", e.toString());
      }
    }
    SeedDocument document = SeedDocument.parse(request.seedText());
    Entities byRules = EntityExtractor.extract(document);
    return factory.with(
        source == null ? byRules : new ModelAnalyst(source).analyse(request, document, byRules));
  }

  /** Who decides for the agents; null where rules do. */
  private @Nullable RecordingAnswers source(JobRequest request)
      throws IOException, InterruptedException {
    String recorded = request.answersFrom();
    if (recorded != null) {
      Path fetched = folder.resolve("answers");
      uploader.get(URI.create(recorded), fetched);
      return new RecordingAnswers(new ReplayedAnswers(fetched));
    }
    return model == null || request.engine().equals("scripted")
        ? null
        : new RecordingAnswers(model);
  }

  private RunResults.Maker maker() {
    Answers source = asked;
    return new RunResults.Maker(
        engineBuild, modelArguments, source == null ? "scripted" : source.modelId());
  }

  /** Asks for URLs until every file is stored: a URL that has expired is asked for again. */
  private void upload(List<DeclaredArtifact> declared) throws IOException, InterruptedException {
    List<DeclaredArtifact> left = declared;
    while (!left.isEmpty()) {
      state.awaitUploads(left);
      Map<String, String> urls = grants.take();
      state.enter(WorkerState.UPLOADING, WorkerPhase.UPLOAD);
      left = uploader.upload(work, left, urls);
    }
  }
}
