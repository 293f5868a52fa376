package dev.shoal.pod.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A part of the simulated world, with its own actions. Within a round all agents see the state that
 * {@link #open} froze; {@link #apply} changes the live one. Another environment is another package
 * and one line where a run is put together.
 */
public interface Environment extends Stateful {
  /** Name that actions refer to. */
  String name();

  /** Takes in what happened elsewhere; called before the round that shows it opens. */
  void hear(WorldEvent event, int round);

  /** Begins a round: freezes what agents see. Rounds count from 1. */
  void open(int round);

  /** Writes down what an agent sees, for a model. Called concurrently. */
  void observe(int agent, StringBuilder to);

  /** What a model may do here. */
  List<Tool> tools();

  /** A model's use of a tool as an action; empty if it makes no sense. */
  Optional<Action> read(String tool, JsonNode arguments);

  /** Carries out an action; false if it is void, such as a vote on a message that isn't there. */
  boolean apply(int agent, Action action);

  /** Ends a round, once beliefs have moved, and tells the rest of the world what happened. */
  void tick(int round, Consumer<WorldEvent> publish);
}
