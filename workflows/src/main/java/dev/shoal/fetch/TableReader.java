package dev.shoal.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.persistence.ForeignDatabase;
import dev.shoal.source.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables of a database, by cursor and key, a batch at a time. */
final class TableReader implements SourceReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BATCH = 500;

  private final ForeignDatabase database;
  private final String key;
  private final @Nullable String cursor;

  TableReader(ForeignDatabase database, String key, @Nullable String cursor) {
    this.database = database;
    this.key = key;
    this.cursor = cursor;
  }

  @Override
  public void read(String resource, Sink sink) throws Refused, IOException, InterruptedException {
    ForeignDatabase.Table table = new ForeignDatabase.Table(resource, key, cursor);
    Position position = sink.position(resource);
    List<ForeignDatabase.Row> rows;
    do {
      List<String> after =
          position.page() == null
              ? List.of()
              : JSON.readValue(position.page(), new TypeReference<List<String>>() {});
      rows = rows(table, position, after);
      List<JsonNode> records = new ArrayList<>();
      for (ForeignDatabase.Row row : rows) {
        records.add(JSON.readTree(row.json()));
      }
      // They come in the order of the cursor.
      Optional<String> greatest =
          rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getLast().cursor());
      position =
          rows.size() < BATCH
              ? position.whole(greatest)
              : position.at(mark(rows.getLast()), greatest);
      sink.keep(resource, records, position);
    } while (rows.size() == BATCH);
  }

  private List<ForeignDatabase.Row> rows(
      ForeignDatabase.Table table, Position position, List<String> after)
      throws Refused, IOException {
    try {
      return database.rows(table, position.cursor(), after, BATCH);
    } catch (ForeignDatabase.Refused e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }

  private static String mark(ForeignDatabase.Row row) throws JsonProcessingException {
    return JSON.writeValueAsString(
        row.cursor() == null ? List.of(row.key()) : List.of(row.cursor(), row.key()));
  }
}
