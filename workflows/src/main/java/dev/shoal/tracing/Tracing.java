package dev.shoal.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.temporal.common.context.ContextPropagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Traces of a process, by OpenTelemetry's own settings (OTEL_*). A trace begins where the operator
 * acts on a job, goes through Temporal beside the calls, and ends in the pod; each line that is
 * logged within a span has its trace's id. Where no endpoint is given nothing is traced, and
 * nothing is added to Temporal's histories.
 */
public final class Tracing implements AutoCloseable {
  /** Key of the trace's id among a log line's words. */
  public static final String TRACE_ID = "traceId";

  private static final String ATTRIBUTES = "shoal.";

  private final Tracer tracer;
  private final Optional<CarriedTrace> carried;
  private final AutoCloseable exporter;

  Tracing(OpenTelemetry telemetry, Optional<CarriedTrace> carried, AutoCloseable exporter) {
    this.tracer = telemetry.getTracer("dev.shoal");
    this.carried = carried;
    this.exporter = exporter;
  }

  /** Traces nothing. */
  public static Tracing off() {
    return new Tracing(OpenTelemetry.noop(), Optional.empty(), () -> {});
  }

  /**
   * Traces if there is somewhere to send traces to.
   *
   * @param endpoint of OTLP over HTTP; the SDK reads it, and all else, by itself
   * @param process its name in traces, if OTEL_SERVICE_NAME gives no other
   */
  public static Tracing to(Optional<String> endpoint, String process) {
    if (endpoint.isEmpty()) {
      return off();
    }
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(
                () ->
                    Map.of(
                        "otel.service.name", process,
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    return of(sdk);
  }

  static Tracing of(OpenTelemetrySdk sdk) {
    return new Tracing(sdk, Optional.of(new CarriedTrace()), sdk);
  }

  /** What takes a trace through Temporal: to workflows, and from them to their steps. */
  public List<ContextPropagator> throughTemporal() {
    return carried.<List<ContextPropagator>>map(List::of).orElse(List.of());
  }

  /**
   * Does work as a span: of the trace that is on already, or that Temporal brought, or of a new
   * one.
   *
   * @param words about it, which become its attributes
   */
  public <T> T span(String name, Map<String, String> words, Supplier<T> work) {
    Span span =
        tracer
            .spanBuilder(name)
            .setParent(carried.map(CarriedTrace::current).orElseGet(Context::current))
            .setAllAttributes(attributes(words))
            .startSpan();
    try (Scope _ = span.makeCurrent();
        MDC.MDCCloseable _ = MDC.putCloseable(TRACE_ID, id(span.getSpanContext()))) {
      return work.get();
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR);
      span.recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** Headers by which whom we call goes on with the trace that is on; none if there is none. */
  public static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
    return headers;
  }

  @Override
  public void close() {
    try {
      exporter.close();
    } catch (Exception e) {
      throw new IllegalStateException("the exporter of traces can't be closed", e);
    }
  }

  private static @Nullable String id(SpanContext span) {
    return span.isValid() ? span.getTraceId() : null;
  }

  private static Attributes attributes(Map<String, String> words) {
    AttributesBuilder attributes = Attributes.builder();
    words.forEach((key, value) -> attributes.put(ATTRIBUTES + key, value));
    return attributes.build();
  }
}
