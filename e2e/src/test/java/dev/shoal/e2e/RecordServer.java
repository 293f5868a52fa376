package dev.shoal.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Somebody's API, as pods reach it: records in pages of two, from the one of {@code since} on; the
 * first request is one too many.
 */
final class RecordServer implements AutoCloseable {
  private static final int PAGE = 2;

  /** Records, each as JSON; the n-th has at = n. */
  final List<String> records = new CopyOnWriteArrayList<>();

  /** What was asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Page that is not answered now, from 1; 0 for none. */
  volatile int away;

  private final HttpServer server;

  RecordServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(0), 0);
    server.createContext("/api/issues", this::answer);
    server.start();
  }

  String uri() throws IOException {
    return "http://" + Machine.address() + ":" + server.getAddress().getPort() + "/api";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    asked.add(query);
    int page = number(query, "page", 1);
    int since = number(query, "since", 1);
    int from = since - 1 + PAGE * (page - 1);
    if (asked.size() == 1 || page == away) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      exchange.sendResponseHeaders(asked.size() == 1 ? 429 : 503, -1);
    } else if ("Bearer wrong".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
    } else {
      if (from + PAGE < records.size()) {
        exchange
            .getResponseHeaders()
            .add("Link", "</api/issues?since=%d&page=%d>; rel=\"next\"".formatted(since, page + 1));
      }
      byte[] body =
          records.stream()
              .skip(from)
              .limit(PAGE)
              .collect(Collectors.joining(",", "[", "]"))
              .getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static int number(String query, String name, int otherwise) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return Integer.parseInt(part.substring(name.length() + 1));
      }
    }
    return otherwise;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
