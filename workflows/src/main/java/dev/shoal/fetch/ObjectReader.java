package dev.shoal.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.source.Position;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects of records; one is read again only when it has changed. */
final class ObjectReader implements SourceReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final CsvMapper CSV = new CsvMapper();
  private static final int BATCH = 500;
  private static final int MOST_OBJECTS = 1_000;

  private final ObjectStore store;
  private final String prefix;

  ObjectReader(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  @Override
  public void read(String resource, Sink sink) throws Refused, IOException, InterruptedException {
    String key = prefix + resource;
    Map<String, String> objects = store.versions(key, MOST_OBJECTS + 1);
    if (!key.endsWith("/")) {
      objects.keySet().removeIf(found -> !found.equals(key));
    }
    if (objects.isEmpty() || objects.size() > MOST_OBJECTS) {
      throw new Refused(
          "there is %s at %s"
              .formatted(
                  objects.isEmpty() ? "nothing" : "more than " + MOST_OBJECTS + " objects", key));
    }
    for (Map.Entry<String, String> object : objects.entrySet()) {
      Position position = sink.position(object.getKey());
      if (!object.getValue().equals(position.cursor())) {
        read(object.getKey(), object.getValue(), sink);
      }
    }
  }

  private void read(String key, String version, Sink sink)
      throws Refused, IOException, InterruptedException {
    Position unread = sink.position(key);
    long number = 0;
    try (InputStream in = store.open(key);
        MappingIterator<JsonNode> records = records(key, in)) {
      List<JsonNode> batch = new ArrayList<>();
      while (records.hasNextValue()) {
        number++;
        batch.add(records.nextValue());
        if (batch.size() == BATCH) {
          sink.keep(key, batch, unread);
          batch = new ArrayList<>();
        }
      }
      sink.keep(key, batch, new Position(version, null, null));
    } catch (JsonProcessingException e) {
      throw new Refused(
          "%s: record %d can't be read: %s".formatted(key, number + 1, e.getOriginalMessage()));
    }
  }

  private static MappingIterator<JsonNode> records(String key, InputStream in)
      throws Refused, IOException {
    if (key.endsWith(".csv")) {
      return CSV.readerFor(JsonNode.class)
          .with(CsvSchema.emptySchema().withHeader())
          .readValues(in);
    }
    if (key.endsWith(".jsonl") || key.endsWith(".json")) {
      return JSON.readerFor(JsonNode.class).readValues(in); // an array is gone through, too
    }
    throw new Refused("%s is no .jsonl, .json or .csv".formatted(key));
  }
}
