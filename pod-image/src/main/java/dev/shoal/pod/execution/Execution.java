package dev.shoal.pod.execution;

import dev.shoal.protocol.CompoundResult;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pod runs once: a script, or simulations. */
interface Execution {
  /**
   * How it ended.
   *
   * @param exitCode null where there is none
   * @param problem in the words of the API; null if it ended by itself
   * @param message about the problem
   * @param result of simulations
   * @param files that it leaves
   */
  record End(
      @Nullable Integer exitCode,
      @Nullable String problem,
      @Nullable String message,
      @Nullable CompoundResult result,
      List<Path> files) {}

  /** Runs to its end, whatever that is. */
  End run() throws InterruptedException;

  /** The end of what it has written to standard output so far. */
  String stdout();

  /** The end of what it has written to standard error so far. */
  String stderr();

  /** Ends it early. */
  void stop();
}
