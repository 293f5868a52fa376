package dev.shoal.operator.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.ScriptRun;
import dev.shoal.script.ScriptPlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptPlannerTest {
  @Test
  void whatASpecLeavesOutHasDefaults() {
    assertThat(plan("script: echo 1\nimage: alpine"))
        .isEqualTo(
            new ScriptPlan(
                new ScriptPlan.Script("alpine", "sh", "echo 1", Map.of()),
                null,
                Map.of(),
                Map.of(),
                300,
                3));
  }

  @Test
  void aScriptHasAllThatItsSpecSays() {
    assertThat(
            plan(
                """
                script: print(1)
                image: python:3.13-slim
                interpreter: python3
                env: {LANG: C}
                resources: {requests: {cpu: "1"}, limits: {memory: 1Gi}}
                timeoutSeconds: 5
                maxAttempts: 1
                """))
        .isEqualTo(
            new ScriptPlan(
                new ScriptPlan.Script(
                    "python:3.13-slim", "python3", "print(1)", Map.of("LANG", "C")),
                null,
                Map.of("cpu", "1"),
                Map.of("memory", "1Gi"),
                5,
                1));
  }

  @Test
  void simulationsHaveTheCompoundsSeedOrTheirOwn() {
    ScriptPlan.Compound compound =
        plan("""
                compound:
                  seed: theirs
                  goal: Will it?
                  aggregation: GeometricOdds
                  simulations:
                  - {name: plain}
                  - name: other
                    seed: own
                    rounds: 5
                    agents: 10
                    randomSeed: 7
                    initialProbability: 0.3
                    beliefs: {dynamics: HegselmannKrause, bound: 0.5}
                    scheduledEvents: [{round: 2, text: It is out.}]
                """)
            .compound();
    assertThat(compound)
        .isEqualTo(
            new ScriptPlan.Compound(
                List.of(
                    new ScriptPlan.Simulation(
                        "plain",
                        "theirs",
                        "Will it?",
                        20,
                        50,
                        0,
                        0.5,
                        List.of(),
                        new ScriptPlan.Beliefs("feed", 0.4, 0.3)),
                    new ScriptPlan.Simulation(
                        "other",
                        "own",
                        "Will it?",
                        5,
                        10,
                        7,
                        0.3,
                        List.of(new ScriptPlan.Event(2, "It is out.")),
                        new ScriptPlan.Beliefs("hegselmann_krause", 0.5, 0.3))),
                "geometric_odds"));
  }

  private static ScriptPlan plan(String spec) {
    return ScriptPlanner.plan(
        Serialization.unmarshal(
                "apiVersion: shoal.dev/v1alpha1\nkind: ScriptRun\nspec:\n" + spec.indent(2),
                ScriptRun.class)
            .getSpec());
  }
}
