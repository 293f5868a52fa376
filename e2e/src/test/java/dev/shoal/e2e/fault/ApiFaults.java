package dev.shoal.e2e.fault;

import dev.shoal.e2e.fault.ApiProxy.Answer;
import dev.shoal.e2e.fault.ApiProxy.Call;
import dev.shoal.e2e.fault.ApiProxy.ConnectionLost;
import dev.shoal.e2e.fault.ApiProxy.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Faults to put between a process and the API server. */
public final class ApiFaults {
  private ApiFaults() {}

  /** Something happens just before, or just after, the n-th write; its answer is lost. */
  public static Fault atWrite(int number, boolean after, Runnable happens) {
    return (call, next) -> {
      if (call.write() != number) {
        return next.send(call);
      }
      if (after) {
        drain(next.send(call));
      }
      happens.run();
      throw new ConnectionLost();
    };
  }

  /** The first calls of a kind are carried out, but their answers are lost. */
  public static Fault answersLost(Predicate<Call> which, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return (call, next) -> {
      if (!which.test(call) || left.getAndDecrement() <= 0) {
        return next.send(call);
      }
      drain(next.send(call));
      throw new ConnectionLost();
    };
  }

  /** The first calls of a kind are answered with an error, and not carried out. */
  public static Fault errors(Predicate<Call> which, int times, int code, String reason) {
    AtomicInteger left = new AtomicInteger(times);
    return (call, next) ->
        which.test(call) && left.getAndDecrement() > 0 ? status(code, reason) : next.send(call);
  }

  /** Calls of a kind are carried out twice; the second answer comes back. */
  public static Fault twice(Predicate<Call> which) {
    return (call, next) -> {
      if (which.test(call)) {
        drain(next.send(call));
      }
      return next.send(call);
    };
  }

  /** What watches tell comes late. */
  public static Fault lateWatches(Duration delay) {
    return (call, next) -> {
      Answer answer = next.send(call);
      return call.watches()
          ? new Answer(answer.status(), answer.headers(), new Late(answer.body(), delay))
          : answer;
    };
  }

  /** Watches end with 410 Gone, so that their clients list again. */
  public static Fault goneWatches(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return (call, next) ->
        call.watches() && left.getAndDecrement() > 0
            ? answer(200, "{\"type\":\"ERROR\",\"object\":" + json(410, "Expired") + "}\n")
            : next.send(call);
  }

  /** Nothing gets through. */
  public static Fault cut() {
    return (call, next) -> {
      throw new ConnectionLost();
    };
  }

  private static Answer status(int code, String reason) {
    return answer(code, json(code, reason));
  }

  private static Answer answer(int code, String body) {
    return new Answer(
        code,
        Map.of("Content-Type", List.of("application/json")),
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String json(int code, String reason) {
    return """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"a fault of the test","reason":"%s","code":%d}"""
        .formatted(reason, code);
  }

  private static void drain(Answer answer) throws IOException {
    try (InputStream body = answer.body()) {
      body.readAllBytes();
    }
  }

  /** A body whose bytes come a while after they are there, in order. */
  private static final class Late extends InputStream {
    private final InputStream body;
    private final Duration delay;

    Late(InputStream body, Duration delay) {
      this.body = body;
      this.delay = delay;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int most) throws IOException {
      int read = body.read(to, from, most);
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
