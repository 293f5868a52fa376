package dev.shoal.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operator and worker with clocks that are wrong: a library that stands before the system's clock
 * is put into their writable folder, then they are killed and begin again with it.
 */
final class WrongClocks implements AutoCloseable {
  private static final List<String> PROCESSES = List.of("operator", "worker");

  private final Stack stack;

  /**
   * @param offset in seconds, with its sign
   */
  WrongClocks(Stack stack, String offset) {
    this.stack = stack;
    String library = stack.machine.compiledClock();
    for (String component : PROCESSES) {
      set(component, "/tmp/clock.so", offset);
      Pod pod = stack.replicas(component).getFirst();
      stack.machine.copyInto(pod, library, "tmp/clock.so");
      stack.machine.kill(component);
      stack.awaitRestart(pod);
      stack.awaitReady(component);
    }
  }

  @Override
  public void close() {
    PROCESSES.forEach(component -> set(component, null, null));
  }

  private void set(String component, @Nullable String library, @Nullable String offset) {
    Map<String, @Nullable String> variables = new HashMap<>();
    variables.put("LD_PRELOAD", library);
    variables.put("CLOCK_OFFSET", offset);
    stack.setEnvironment(component, variables);
  }
}
