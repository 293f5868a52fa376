package dev.shoal.operator.script;

import dev.shoal.api.v1alpha1.BeliefSpec;
import dev.shoal.api.v1alpha1.CompoundAggregation;
import dev.shoal.api.v1alpha1.CompoundSimulation;
import dev.shoal.api.v1alpha1.CompoundSpec;
import dev.shoal.api.v1alpha1.DynamicsKind;
import dev.shoal.api.v1alpha1.Interpreter;
import dev.shoal.api.v1alpha1.PodResources;
import dev.shoal.api.v1alpha1.ScheduledEvent;
import dev.shoal.api.v1alpha1.ScriptRunSpec;
import dev.shoal.protocol.JobRequest;
import dev.shoal.script.ScriptPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a ScriptRun: nothing can be in its way. Pure. */
final class ScriptPlanner {
  private static final int TIMEOUT_SECONDS = 300;
  private static final int ATTEMPTS = 3;
  private static final int ROUNDS = 20;
  private static final int AGENTS = 50;

  private ScriptPlanner() {}

  static ScriptPlan plan(ScriptRunSpec spec) {
    CompoundSpec compound = spec.compound();
    PodResources resources = spec.resources();
    return new ScriptPlan(
        compound == null ? script(spec) : null,
        compound == null ? null : compound(compound),
        resources == null ? Map.of() : orElse(resources.requests(), Map.of()),
        resources == null ? Map.of() : orElse(resources.limits(), Map.of()),
        orElse(spec.timeoutSeconds(), TIMEOUT_SECONDS),
        orElse(spec.maxAttempts(), ATTEMPTS));
  }

  private static ScriptPlan.Script script(ScriptRunSpec spec) {
    return new ScriptPlan.Script(
        orElse(spec.image(), ""),
        orElse(spec.interpreter(), Interpreter.SH).name().toLowerCase(Locale.ROOT),
        orElse(spec.script(), ""),
        orElse(spec.env(), Map.of()));
  }

  private static ScriptPlan.Compound compound(CompoundSpec spec) {
    return new ScriptPlan.Compound(
        spec.simulations().stream().map(one -> simulation(one, spec)).toList(),
        orElse(spec.aggregation(), CompoundAggregation.MEAN).name().toLowerCase(Locale.ROOT));
  }

  private static ScriptPlan.Simulation simulation(CompoundSimulation one, CompoundSpec all) {
    return new ScriptPlan.Simulation(
        one.name(),
        orElse(one.seed(), orElse(all.seed(), "")),
        all.goal(),
        orElse(one.rounds(), ROUNDS),
        orElse(one.agents(), AGENTS),
        orElse(one.randomSeed(), 0L),
        orElse(one.initialProbability(), 0.5),
        orElse(one.scheduledEvents(), List.<ScheduledEvent>of()).stream()
            .map(event -> new ScriptPlan.Event(event.round(), event.text()))
            .toList(),
        beliefs(one.beliefs()));
  }

  private static ScriptPlan.Beliefs beliefs(@Nullable BeliefSpec spec) {
    JobRequest.Beliefs feed = JobRequest.Beliefs.FEED;
    return spec == null
        ? new ScriptPlan.Beliefs(feed.dynamics(), feed.bound(), feed.rate())
        : new ScriptPlan.Beliefs(
            orElse(spec.dynamics(), DynamicsKind.FEED).wireName(),
            orElse(spec.bound(), feed.bound()),
            orElse(spec.rate(), feed.rate()));
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
