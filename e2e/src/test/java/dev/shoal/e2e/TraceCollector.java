package dev.shoal.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes traces by OTLP over HTTP, on this machine's own address, as pods reach it. */
final class TraceCollector implements AutoCloseable {
  /**
   * A span that was sent.
   *
   * @param parent id of the span that it is part of; empty for a trace's first
   */
  record Span(String process, String name, String traceId, String id, String parent, String job) {}

  final List<Span> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String url() throws IOException {
    return "http://" + Machine.address() + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    var body = exchange.getRequestBody();
    ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body)
        .getResourceSpansList()
        .forEach(this::take);
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void take(ResourceSpans sent) {
    String process = value(sent.getResource().getAttributesList(), "service.name");
    sent.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(
            span ->
                new Span(
                    process,
                    span.getName(),
                    hex(span.getTraceId().toByteArray()),
                    hex(span.getSpanId().toByteArray()),
                    hex(span.getParentSpanId().toByteArray()),
                    value(span.getAttributesList(), "shoal.jobId")))
        .forEach(spans::add);
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  private static String value(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
