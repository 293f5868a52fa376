package dev.shoal.operator.temporal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The timer that gRPC deadlines run on. */
final class Deadlines {
  static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grpc-deadlines").factory());

  private Deadlines() {}
}
