package dev.shoal.pod.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the body of {@code POST /job} and says which field is wrong, if one is. */
final class JobRequests {
  private static final List<String> REQUIRED =
      List.of(
          "job_id",
          "attempt",
          "seed_text",
          "goal",
          "max_rounds",
          "target_agents",
          "forecast_days",
          "markets",
          "scheduled_events",
          "rng_seed",
          "engine",
          "min_round_millis");

  private static final List<String> DYNAMICS =
      List.of("feed", "degroot", "friedkin_johnsen", "hegselmann_krause", "deffuant", "voter");

  private JobRequests() {}

  static JobRequest parse(String body, Set<String> engines) {
    JobRequest request;
    try {
      JsonNode tree = Wire.strict().readTree(body);
      for (String field : REQUIRED) {
        check(tree.hasNonNull(field), field, "is missing");
      }
      request = Wire.strict().treeToValue(tree, JobRequest.class);
    } catch (UnrecognizedPropertyException e) {
      throw new RequestProblem(400, e.getPropertyName(), e.getPropertyName() + " is not known");
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
              .collect(Collectors.joining("."));
      throw new RequestProblem(400, path, path + " has the wrong type");
    } catch (JsonProcessingException e) {
      throw new RequestProblem(400, null, "the body is not JSON");
    }
    validate(request, engines);
    return request;
  }

  static void validate(JobRequest request, Set<String> engines) {
    check(!request.jobId().isBlank(), "job_id", "is empty");
    check(request.attempt() >= 1, "attempt", "must be at least 1");
    check(!request.seedText().isBlank(), "seed_text", "is empty");
    check(!request.goal().isBlank(), "goal", "is empty");
    check(request.maxRounds() >= 1, "max_rounds", "must be at least 1");
    check(request.targetAgents() >= 2, "target_agents", "must be at least 2");
    check(
        engines.contains(request.engine()),
        "engine",
        "must be one of " + String.join(", ", new TreeSet<>(engines)) + " in this pod");
    check(
        request.engine().equals("replay") == (request.answersFrom() != null),
        "answers_from",
        "must be there for engine replay, and for no other");
    check(request.minRoundMillis() >= 0, "min_round_millis", "must not be negative");
    JobRequest.Beliefs beliefs = request.beliefs();
    check(
        DYNAMICS.contains(beliefs.dynamics()),
        "beliefs.dynamics",
        "must be one of " + String.join(", ", DYNAMICS));
    check(beliefs.bound() > 0 && beliefs.bound() <= 2, "beliefs.bound", "must be within (0, 2]");
    check(beliefs.rate() > 0 && beliefs.rate() <= 0.5, "beliefs.rate", "must be within (0, 0.5]");
    check(!request.markets().isEmpty(), "markets", "needs at least one market");
    Set<String> ids = new HashSet<>();
    for (JobRequest.Market market : request.markets()) {
      check(ids.add(market.id()), "markets.id", "must be unique");
      double p = market.initialProbability();
      check(p >= 0.05 && p <= 0.95, "markets.initial_probability", "must be within [0.05, 0.95]");
    }
  }

  static void check(boolean holds, String field, String problem) {
    if (!holds) {
      throw new RequestProblem(400, field, field + " " + problem);
    }
  }
}
