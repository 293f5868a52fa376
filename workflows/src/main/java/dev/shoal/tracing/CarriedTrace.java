package dev.shoal.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a trace through Temporal, in the headers of its calls as W3C's trace context. A workflow
 * makes no spans of its own, which a replay would make again: its steps are spans of the trace that
 * started it.
 */
final class CarriedTrace implements ContextPropagator {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final ThreadLocal<Context> carried = ThreadLocal.withInitial(Context::root);

  /** The trace that is on in this thread, or else the one that Temporal brought to it. */
  Context current() {
    Context here = Context.current();
    return Span.fromContext(here).getSpanContext().isValid() ? here : carried.get();
  }

  @Override
  public String getName() {
    return "trace";
  }

  @Override
  public Object getCurrentContext() {
    return current();
  }

  @Override
  public void setCurrentContext(@Nullable Object context) {
    if (context == null) {
      carried.remove();
    } else {
      carried.set((Context) context);
    }
  }

  @Override
  public Map<String, Payload> serializeContext(Object context) {
    Map<String, Payload> header = new HashMap<>();
    W3C.inject(
        (Context) context,
        header,
        (into, key, value) ->
            into.put(key, DefaultDataConverter.STANDARD_INSTANCE.toPayload(value).orElseThrow()));
    return header;
  }

  @Override
  public Object deserializeContext(Map<String, Payload> header) {
    return W3C.extract(Context.root(), header, READER);
  }

  private static final TextMapGetter<Map<String, Payload>> READER =
      new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract still
        public Iterable<String> keys(Map<String, Payload> header) {
          return header.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, Payload> header, String key) {
          Payload payload = header == null ? null : header.get(key);
          return payload == null
              ? null
              : DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                  payload, String.class, String.class);
        }
      };
}
