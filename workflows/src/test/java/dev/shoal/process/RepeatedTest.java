package dev.shoal.process;

import static dev.shoal.testing.Patience.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedTest {
  @Test
  void aRoundThatFailsIsNotTheLast() {
    AtomicInteger rounds = new AtomicInteger();
    try (Repeated work =
        new Repeated(
            "work",
            Duration.ofMillis(1),
            () -> {
              if (rounds.incrementAndGet() == 1) {
                throw new IllegalStateException("told to");
              }
            })) {
      work.start();
      await().until(() -> rounds.get() > 1);
    }
  }
}
