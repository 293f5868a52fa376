package dev.shoal.e2e.fault;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A fake network between one of Shoal's processes and the real API server: passes everything on,
 * but for the faults that a test puts in. It has the API server's own certificate, so the process
 * notices nothing.
 */
public final class ApiProxy implements AutoCloseable {
  private static final Set<String> PASSED_ON =
      Set.of("authorization", "accept", "content-type", "user-agent");
  private static final int BUFFER = 16 * 1024;

  /**
   * A request on its way.
   *
   * @param query null for none
   * @param write how many writes there were with this one, leases apart; 0 for a read
   */
  public record Call(
      String method, String path, @Nullable String query, Headers headers, String body, int write) {
    /** Whether it follows changes. */
    public boolean watches() {
      return query != null && query.contains("watch=true");
    }

    /** Whether it changes anything of a kind, by its plural name. */
    public boolean writes(String plural) {
      return write > 0 && path.contains("/" + plural);
    }
  }

  /** What comes back; a watch's body is open for as long as the watch is. */
  public record Answer(int status, Map<String, List<String>> headers, InputStream body) {}

  /** Where a request goes next: another fault, or the API server. */
  @FunctionalInterface
  public interface Upstream {
    /** Sends it on. */
    Answer send(Call call) throws IOException;
  }

  /** Something that happens to requests on the way. */
  @FunctionalInterface
  public interface Fault {
    /** Handles a request, with or without sending it on. */
    Answer pass(Call call, Upstream next) throws IOException;
  }

  /** The connection breaks: no answer comes. */
  public static final class ConnectionLost extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final HttpsServer server;
  private final HttpClient client;
  private final URI apiServer;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger writes = new AtomicInteger();

  /**
   * Listens on all addresses.
   *
   * @param pki folder with ca.crt, apiserver.crt and apiserver.key
   */
  public ApiProxy(URI apiServer, Path pki) throws IOException, GeneralSecurityException {
    this.apiServer = apiServer;
    String ca = pki.resolve("ca.crt").toString();
    TrustManager[] trusted = SSLUtils.trustManagers(null, ca, false, null, "changeit");
    KeyManager[] itsOwn =
        SSLUtils.keyManagers(
            null,
            pki.resolve("apiserver.crt").toString(),
            null,
            pki.resolve("apiserver.key").toString(),
            "RSA",
            "changeit",
            null,
            "changeit");
    client =
        HttpClient.newBuilder()
            .sslContext(tls(null, trusted)) // who asks is told by the token that is passed on
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    server = HttpsServer.create(new InetSocketAddress(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(itsOwn, trusted)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private static SSLContext tls(KeyManager @Nullable [] keys, TrustManager[] trusted)
      throws GeneralSecurityException {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys, trusted, null);
    return tls;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Writes that came through so far, leases apart. */
  public int writes() {
    return writes.get();
  }

  /** Counts writes from 1 again. */
  public void recount() {
    writes.set(0);
  }

  /** Puts a fault in, before those that are there. */
  public void inject(Fault fault) {
    faults.addFirst(fault);
  }

  /** Passes all on again. */
  public void heal() {
    faults.clear();
  }

  /**
   * The server's own end waits for connections whose other side is dead, so nobody waits for it.
   */
  @Override
  public void close() {
    client.shutdownNow();
    Thread.ofVirtual().name("api-proxy-end").start(() -> server.stop(0));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestHeaders().containsKey("Upgrade")) {
        exchange.sendResponseHeaders(200, -1); // no WebSockets here: the client watches by HTTP
        return;
      }
      Answer answer = chain(0).send(call(exchange));
      answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
      exchange.sendResponseHeaders(answer.status(), 0);
      copy(answer.body(), exchange.getResponseBody());
    } catch (ConnectionLost e) {
      // closed without a word, as networks do
    }
  }

  private Call call(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    URI uri = exchange.getRequestURI();
    boolean write = !method.equals("GET") && !uri.getPath().contains("/leases");
    return new Call(
        method,
        uri.getPath(),
        uri.getRawQuery(),
        exchange.getRequestHeaders(),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
        write ? writes.incrementAndGet() : 0);
  }

  private Upstream chain(int index) {
    List<Fault> now = List.copyOf(faults);
    return index < now.size() ? call -> now.get(index).pass(call, chain(index + 1)) : this::send;
  }

  private Answer send(Call call) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                apiServer.resolve(call.path() + (call.query() == null ? "" : "?" + call.query())))
            .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
    call.headers()
        .forEach(
            (name, values) -> {
              if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      List<String> type = response.headers().allValues("content-type");
      return new Answer(response.statusCode(), Map.of("Content-Type", type), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionLost();
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    try (from) {
      byte[] buffer = new byte[BUFFER];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
      }
    }
  }
}
