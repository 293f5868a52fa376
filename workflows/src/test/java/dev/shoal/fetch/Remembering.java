package dev.shoal.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.source.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sink that remembers, and whose time passes at once. */
final class Remembering implements Sink {
  final Map<String, Position> positions = new HashMap<>();
  final List<String> ids = new ArrayList<>();
  final List<Long> pauses = new ArrayList<>();

  @Override
  public Position position(String part) {
    return positions.getOrDefault(part, Position.START);
  }

  @Override
  public void keep(String part, List<JsonNode> records, Position now) {
    records.forEach(record -> ids.add(record.get("id").asText()));
    positions.put(part, now);
  }

  @Override
  public void pause(long seconds) {
    pauses.add(seconds);
  }
}
