package dev.shoal.pod.policy;

import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Behaviour;
import dev.shoal.pod.engine.Policy;
import dev.shoal.pod.engine.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Agents by rules: one behaviour for each environment, no model needed. */
public final class ScriptedPolicy implements Policy {
  private final List<Behaviour> behaviours;

  public ScriptedPolicy(List<Behaviour> behaviours) {
    this.behaviours = List.copyOf(behaviours);
  }

  @Override
  public Decision decide(int agent, int round, RandomStream random) {
    List<Action> actions = new ArrayList<>(4);
    for (Behaviour behaviour : behaviours) {
      behaviour.act(agent, round, random, actions);
    }
    return Decision.of(actions);
  }
}
