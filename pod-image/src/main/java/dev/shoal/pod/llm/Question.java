package dev.shoal.pod.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * What a model is asked: for a JSON object of a given shape.
 *
 * @param system the part that stays the same throughout a run, so that a server can keep it
 * @param schema JSON Schema of the answer
 * @param seed of the model's own draws
 */
public record Question(String system, String user, Map<String, ?> schema, long seed) {
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** SHA-256 of all of it, in hexadecimal. */
  public String fingerprint() {
    try {
      MessageDigest digest = Sha256.digest();
      for (String part :
          new String[] {system, user, SORTED.writeValueAsString(schema), Long.toString(seed)}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return Sha256.hex(digest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("schemas can be written", e);
    }
  }
}
