package dev.shoal.pod.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shoal.pod.execution.Executions;
import dev.shoal.pod.job.JobRunner;
import dev.shoal.pod.llm.ModelProbe;
import dev.shoal.protocol.Health;
import dev.shoal.protocol.Problem;
import dev.shoal.protocol.UploadGrant;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.WorkerPhase;
import dev.shoal.protocol.WorkerStatus;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's HTTP API. Every call needs the attempt's bearer token. */
public final class PodServer {
  private static final Logger LOG = LoggerFactory.getLogger(PodServer.class);
  private static final String JSON = "application/json";
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final int LONGEST_WAIT_SECONDS = 30;
  private static final int MOST_LINES = 1_000;
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  private static final Pattern TRACE_PARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private final JobRunner runner;
  private final ExecutionRoutes executions;
  private final ModelProbe model;
  private final LastContact contact;
  private final RecentLog log;
  private final byte[] authorization;
  private final @Nullable String gpu;
  private final Javalin http;

  public PodServer(
      JobRunner runner,
      Executions executions,
      ModelProbe model,
      LastContact contact,
      RecentLog log,
      String token,
      @Nullable String gpu) {
    this.runner = runner;
    this.executions = new ExecutionRoutes(executions);
    this.model = model;
    this.contact = contact;
    this.log = log;
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.gpu = gpu;
    this.http = Javalin.create(this::configure);
  }

  /** Listens on all addresses of the pod; port 0 takes a free one. */
  public PodServer start(int port) {
    http.start(port);
    LOG.info("listening on port {}", http.port());
    return this;
  }

  public int port() {
    return http.port();
  }

  public void stop() {
    http.stop();
  }

  private void configure(io.javalin.config.JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = LARGEST_BODY;
    config.routes.before(this::authorize);
    config.routes.get("/health", this::health);
    config.routes.post("/job", this::submit);
    config.routes.get("/status", this::status);
    config.routes.post("/uploads", this::uploads);
    config.routes.get("/result", this::result);
    executions.addTo(config);
    config.routes.get("/logs", ctx -> json(ctx, 200, log.tail(tail(ctx))));
    config.routes.get("/partial_chat", ctx -> json(ctx, 200, runner.partialChat(tail(ctx))));
    config.routes.post(
        "/cancel",
        ctx -> {
          runner.cancel();
          json(ctx, 202, runner.status());
        });
    config.routes.get(
        "/metrics", ctx -> ctx.contentType("text/plain; version=0.0.4").result(metrics()));
    config.routes.exception(
        RequestProblem.class, (e, ctx) -> problem(ctx, e.status(), e.field(), message(e)));
  }

  private void authorize(Context ctx) {
    String given = ctx.header("Authorization");
    if (given == null
        || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
      throw new RequestProblem(401, null, "the bearer token of this attempt is needed");
    }
    contact.now();
  }

  private void health(Context ctx) {
    ModelProbe.Readiness readiness = model.readiness();
    WorkerStatus status = runner.status();
    WorkerPhase phase = readiness.ready() ? status.phase() : WorkerPhase.WAIT_LLM;
    json(
        ctx,
        readiness.ready() ? 200 : 503,
        new Health(
            readiness.ready() ? "ok" : "waiting",
            readiness.ready(),
            status.status(),
            phase,
            gpu,
            readiness.problem()));
  }

  private void submit(Context ctx) {
    var request = JobRequests.parse(ctx.body(), runner.engines());
    switch (runner.submit(request)) {
      case ACCEPTED -> {
        traceId(ctx).ifPresent(id -> LOG.info("the job is part of trace {}", id));
        json(ctx, 202, runner.status());
      }
      case REPEATED -> json(ctx, 200, runner.status());
      case CONFLICT -> throw new RequestProblem(409, "job_id", "this pod has another job already");
    }
  }

  /** Out of W3C's trace context: version, trace, span and flags. */
  private static Optional<String> traceId(Context ctx) {
    Matcher parent =
        TRACE_PARENT.matcher(Objects.requireNonNullElse(ctx.header("traceparent"), ""));
    return parent.matches() ? Optional.of(parent.group(1)) : Optional.empty();
  }

  private void status(Context ctx) throws InterruptedException {
    int wait = seconds(ctx);
    WorkerStatus now = runner.status();
    long since = ctx.queryParam("since") == null ? now.version() : number(ctx, "since", 0);
    json(ctx, 200, runner.awaitChange(since, Duration.ofSeconds(wait)));
  }

  private void uploads(Context ctx) throws InterruptedException {
    UploadGrant grant;
    try {
      grant = Wire.strict().readValue(ctx.body(), UploadGrant.class);
    } catch (JsonProcessingException e) {
      throw new RequestProblem(400, "urls", "urls must map file names to URLs");
    }
    if (!runner.grant(grant)) {
      throw new RequestProblem(409, null, "no uploads are awaited now");
    }
    json(ctx, 202, runner.status());
  }

  private void result(Context ctx) {
    String result = runner.result();
    if (result == null) {
      throw new RequestProblem(404, null, "there is no result yet");
    }
    ctx.contentType(JSON).result(result);
  }

  private String metrics() {
    WorkerStatus status = runner.status();
    return """
        # HELP shoal_pod_round Rounds completed.
        # TYPE shoal_pod_round gauge
        shoal_pod_round %d
        # HELP shoal_pod_rounds_per_minute Speed of the simulation.
        # TYPE shoal_pod_rounds_per_minute gauge
        shoal_pod_rounds_per_minute %s
        """
        .formatted(status.round(), status.roundsPerMin());
  }

  private static int tail(Context ctx) {
    return Math.clamp(number(ctx, "tail", 100), 1, MOST_LINES);
  }

  /** How long a call may wait for something new. */
  static int seconds(Context ctx) {
    return Math.clamp(number(ctx, "wait", 0), 0, LONGEST_WAIT_SECONDS);
  }

  static int number(Context ctx, String name, int otherwise) {
    String given = ctx.queryParam(name);
    if (given == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw new RequestProblem(400, name, name + " must be a whole number");
    }
  }

  private static String message(RequestProblem problem) {
    return String.valueOf(problem.getMessage());
  }

  private static void problem(Context ctx, int status, @Nullable String field, String detail) {
    String title = status == 401 ? "Unauthorized" : status == 409 ? "Conflict" : "Bad request";
    write(ctx, status, PROBLEM_JSON, new Problem(title, status, detail, field));
  }

  static void json(Context ctx, int status, Object body) {
    write(ctx, status, JSON, body);
  }

  private static void write(Context ctx, int status, String type, Object body) {
    try {
      ctx.status(status).contentType(type).result(Wire.json().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  /** The newest log lines, for {@code GET /logs}. */
  public interface RecentLog {
    /** At most {@code lines} of them, oldest first. */
    List<String> tail(int lines);
  }
}
