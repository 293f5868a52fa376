package dev.shoal.pod.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.pod.execution.Executions;
import dev.shoal.protocol.CompoundRequest;
import dev.shoal.protocol.ScriptRequest;
import dev.shoal.protocol.UploadGrant;
import dev.shoal.protocol.Wire;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The part of the worker's API that runs scripts, and simulations without a job of their own. */
final class ExecutionRoutes {
  private static final Set<String> ENGINES = Set.of("scripted");
  private static final List<String> AGGREGATIONS =
      List.of("mean", "median", "geometric_odds", "min", "max");
  private final Executions executions;

  ExecutionRoutes(Executions executions) {
    this.executions = executions;
  }

  void addTo(JavalinConfig config) {
    config.routes.post("/execute", this::execute);
    config.routes.post("/simulate", this::simulate);
    config.routes.get("/execution", this::status);
    config.routes.post("/execution/uploads", this::uploads);
  }

  private void execute(Context ctx) throws IOException {
    ScriptRequest script = read(ctx, ScriptRequest.class, "execution_id", "interpreter", "script");
    identified(script.executionId(), script.timeoutSeconds());
    JobRequests.check(!script.interpreter().isBlank(), "interpreter", "is empty");
    answer(ctx, executions.execute(script));
  }

  private void simulate(Context ctx) throws IOException {
    CompoundRequest compound =
        read(ctx, CompoundRequest.class, "execution_id", "aggregation", "simulations");
    identified(compound.executionId(), compound.timeoutSeconds());
    JobRequests.check(!compound.simulations().isEmpty(), "simulations", "are none");
    JobRequests.check(
        AGGREGATIONS.contains(compound.aggregation()),
        "aggregation",
        "must be one of " + String.join(", ", AGGREGATIONS));
    compound.simulations().forEach(part -> JobRequests.validate(part.simulation(), ENGINES));
    answer(ctx, executions.simulate(compound));
  }

  private static void identified(String executionId, int timeoutSeconds) {
    JobRequests.check(!executionId.isBlank(), "execution_id", "is empty");
    JobRequests.check(timeoutSeconds >= 1, "timeout_seconds", "must be at least 1");
  }

  private static <T> T read(Context ctx, Class<T> type, String... required) {
    try {
      JsonNode tree = Wire.strict().readTree(ctx.body());
      for (String field : required) {
        JobRequests.check(tree.hasNonNull(field), field, "is missing");
      }
      return Wire.strict().treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new RequestProblem(400, null, "the body is no such request: " + e.getOriginalMessage());
    }
  }

  private void answer(Context ctx, Executions.Submission submission) {
    switch (submission) {
      case ACCEPTED -> PodServer.json(ctx, 202, executions.status());
      case REPEATED -> PodServer.json(ctx, 200, executions.status());
      case CONFLICT ->
          throw new RequestProblem(409, "execution_id", "this pod has another execution already");
    }
  }

  private void status(Context ctx) throws InterruptedException {
    long since = PodServer.number(ctx, "since", 0);
    PodServer.json(
        ctx, 200, executions.awaitChange(since, Duration.ofSeconds(PodServer.seconds(ctx))));
  }

  private void uploads(Context ctx) throws InterruptedException {
    if (!executions.grant(read(ctx, UploadGrant.class, "urls").urls())) {
      throw new RequestProblem(409, null, "no uploads are awaited now");
    }
    PodServer.json(ctx, 202, executions.status());
  }
}
