package dev.shoal.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.shoal.protocol.Wire;
import org.jspecify.annotations.Nullable;

/** JSON of columns. Unknown fields are passed over, so that an older version reads a newer row. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  static <T> T readAs(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds JSON of another shape", e);
    }
  }

  /** As the pod writes its artifacts. */
  static String wire(Object artifact) {
    try {
      return Wire.json().writeValueAsString(artifact);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  static <T> T readWire(String json, Class<T> type) {
    try {
      return Wire.json().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds JSON of another shape", e);
    }
  }

  static <T> @Nullable T readOrNull(@Nullable String json, TypeReference<T> type) {
    return json == null ? null : read(json, type);
  }

  static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds JSON of another shape", e);
    }
  }
}
