package dev.shoal.pod.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shoal.pod.llm.ChatModel;
import dev.shoal.pod.llm.Question;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How busy the engine keeps a model's server, beside what a plain closed loop of the same requests
 * does; it asserts nothing, it prints. While no request is in flight the engine itself is at work:
 * that is its overhead; at the end of each round some slots wait for the last answers. The server
 * is a fake: 64 slots, each answer after a time that is drawn once for each request, between 50 and
 * 150 ms.
 */
@Tag("bench")
class LlmPathBench {
  private static final int SLOTS = 64;
  private static final int AGENTS = 1_000;
  private static final int ROUNDS = 12;

  private final Semaphore slots = new Semaphore(SLOTS);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicLong idleSince = new AtomicLong();
  private final LongAdder idleNanos = new LongAdder();
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final byte[] answer;

  @TempDir Path folder;

  LlmPathBench() throws IOException {
    String content =
        "{\"actions\":[{\"tool\":\"create_post\",\"text\":\"It will pass, I am sure of it.\"}]}";
    answer =
        Wire.json()
            .writeValueAsString(
                Map.of("choices", List.of(Map.of("message", Map.of("content", content)))))
            .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void besideAClosedLoop() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    ChatModel model =
        new ChatModel(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "fake",
            ChatModel.Format.JSON_SCHEMA);
    closedLoop(model, 2_000);
    measure(() -> closedLoop(model, 6_000), "closed loop of 64");
    JobRequest request = SampleRequests.request(ROUNDS, AGENTS, 7, "llm", JobRequest.Beliefs.FEED);
    Run run = SampleRequests.begin(request, folder, SLOTS, model);
    measure(() -> run.simulate(round -> {}, () -> false), "rounds of the engine");
    server.stop(0);
  }

  private void measure(Runnable work, String what) {
    busyNanos.reset();
    idleNanos.reset();
    idleSince.set(System.nanoTime());
    answered.reset();
    most.set(0);
    long start = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - start;
    System.out.printf(
        "%-22s %,6d requests, at most %d in flight, server busy %.1f %%, no request at all %.1f %%%n",
        what + ":",
        answered.sum(),
        most.get(),
        100.0 * busyNanos.sum() / SLOTS / nanos,
        100.0 * idleNanos.sum() / nanos);
  }

  private static void closedLoop(ChatModel model, int requests) {
    AtomicInteger left = new AtomicInteger(requests);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, SLOTS)
          .forEach(
              caller ->
                  callers.execute(
                      () -> {
                        for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                          model.ask(
                              new Question("s".repeat(3_000), "u".repeat(2_000), Map.of(), n));
                        }
                      }));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    int seed = exchange.getRequestBody().readAllBytes().length + answered.intValue();
    answered.increment();
    int now = inFlight.incrementAndGet();
    if (now == 1) {
      idleNanos.add(System.nanoTime() - idleSince.get());
    }
    most.accumulateAndGet(now, Math::max);
    try {
      slots.acquire();
      long start = System.nanoTime();
      Thread.sleep(50 + (seed * 7_919L) % 101);
      busyNanos.add(System.nanoTime() - start);
      slots.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
    if (inFlight.decrementAndGet() == 0) {
      idleSince.set(System.nanoTime());
    }
  }
}
