package dev.shoal.objectstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  /** Whoever waits for the store tells its being away by the exception. */
  @Test
  void aStoreThatIsAwayIsAnIoException() throws IOException {
    ObjectStore away = new ObjectStore(nobodyListens());
    unreachable(() -> away.stat("key"));
    unreachable(() -> away.readAtMost("key", 1));
    unreachable(() -> away.read("key"));
    unreachable(() -> away.open("key").close());
    unreachable(() -> away.list("prefix", 1));
    unreachable(() -> away.write("key", new byte[1], "text/plain"));
    unreachable(away::createBucket);
  }

  private static void unreachable(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IOException.class).hasMessageContaining("refused");
  }

  private static StoreSettings nobodyListens() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      return new StoreSettings(
          "http://127.0.0.1:" + taken.getLocalPort(),
          "us-east-1",
          "bucket",
          "key",
          "secret",
          Optional.empty());
    }
  }
}
