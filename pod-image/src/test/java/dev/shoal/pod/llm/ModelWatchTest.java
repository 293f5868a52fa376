package dev.shoal.pod.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fake of vLLM's metrics, and a clock that is set by hand. */
class ModelWatchTest {
  private HttpServer server;
  private ModelWatch watch;
  private volatile String metrics = "";
  private long seconds;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] bytes = metrics.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(metrics.isEmpty() ? 404 : 200, Math.max(1, bytes.length));
          exchange.getResponseBody().write(bytes.length == 0 ? new byte[1] : bytes);
          exchange.close();
        });
    server.start();
    URI at = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    watch = new ModelWatch(new VllmProbe(at, "m"), () -> TimeUnit.SECONDS.toNanos(seconds));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void noTokenForAMinuteWhileRequestsWaitIsAHang() {
    look(0, 100, 3);
    look(59, 100, 3);
    assertThat(watch.problem()).isNull();
    look(60, 100, 3);
    assertThat(watch.problem()).contains("no token for 60 s");
    assertThat(watch.readiness().ready()).isFalse();
    look(65, 101, 3);
    assertThat(watch.problem()).isNull();
  }

  @Test
  void aServerThatMakesTokensIsWell() {
    for (int at = 0; at < 600; at += 5) {
      look(at, 100 + at, 3);
      assertThat(watch.problem()).isNull();
    }
  }

  @Test
  void aServerWithoutWorkIsWell() {
    for (int at = 0; at < 600; at += 5) {
      look(at, 100, 0);
      assertThat(watch.problem()).isNull();
    }
  }

  @Test
  void aServerThatTellsNothingIsNotJudged() {
    for (seconds = 0; seconds < 600; seconds += 5) {
      watch.look();
      assertThat(watch.problem()).isNull();
    }
  }

  private void look(long at, int tokens, int requests) {
    seconds = at;
    metrics =
        """
        # HELP vllm:generation_tokens_total Number of generation tokens processed.
        # TYPE vllm:generation_tokens_total counter
        vllm:generation_tokens_total{engine="0",model_name="m"} %d.0
        vllm:prompt_tokens_total{engine="0",model_name="m"} 1.5e+03
        vllm:num_requests_running{engine="0",model_name="m"} %d.0
        vllm:num_requests_waiting{engine="0",model_name="m"} 0.0
        vllm:gpu_cache_usage_perc{engine="0",model_name="m"} 0.25
        """
            .formatted(tokens, requests);
    watch.look();
  }
}
