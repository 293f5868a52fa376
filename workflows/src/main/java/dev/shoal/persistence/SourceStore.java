package dev.shoal.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.source.Position;
import dev.shoal.source.Shape;
import dev.shoal.source.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What was read of sources, and how far. */
public final class SourceStore {
  private final Jdbi jdbi;

  public SourceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A resource of a source of a namespace. */
  public record Resource(String namespace, String source, String name) {}

  /**
   * A record as it is kept.
   *
   * @param json an object
   */
  public record Kept(String resource, String key, String json) {}

  /**
   * How far a part was read.
   *
   * @param part the resource's name, or that of an object of it
   */
  public Position position(Resource of, String part) {
    return jdbi.withHandle(
        handle ->
            about(
                    handle.createQuery(
                        """
                        SELECT cursor, page, highest FROM source_positions
                        WHERE namespace = :namespace AND source = :source AND part = :part"""),
                    of)
                .bind("part", part)
                .map(
                    (rs, context) ->
                        new Position(rs.getString(1), rs.getString(2), rs.getString(3)))
                .findOne()
                .orElse(Position.START));
  }

  /**
   * Keeps records and how far was read now, both or neither. A record that is as it was keeps its
   * time.
   */
  public void keep(
      Resource of, String part, List<SourceRecord> records, Shape shape, Position now) {
    jdbi.useTransaction(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  INSERT INTO source_records (namespace, source, resource, key, record)
                  VALUES (:namespace, :source, :resource, :key, :record::jsonb)
                  ON CONFLICT (namespace, source, resource, key) DO UPDATE
                  SET record = excluded.record, synced_at = now()
                  WHERE source_records.record IS DISTINCT FROM excluded.record""");
          for (SourceRecord record : records) {
            about(batch, of).bind("key", record.key()).bind("record", record.json());
            batch.add();
          }
          if (batch.size() > 0) {
            batch.execute();
          }
          about(
                  handle.createUpdate(
                      """
                      INSERT INTO source_positions (namespace, source, part, cursor, page, highest)
                      VALUES (:namespace, :source, :part, :cursor, :page, :highest)
                      ON CONFLICT (namespace, source, part) DO UPDATE
                      SET cursor = :cursor, page = :page, highest = :highest"""),
                  of)
              .bind("part", part)
              .bind("cursor", now.cursor())
              .bind("page", now.page())
              .bind("highest", now.highest())
              .execute();
          Shape seen = shape(handle, of, "seen").and(shape);
          about(
                  handle.createUpdate(
                      """
                      INSERT INTO source_shapes (namespace, source, resource, seen)
                      VALUES (:namespace, :source, :resource, :seen::jsonb)
                      ON CONFLICT (namespace, source, resource) DO UPDATE SET seen = :seen::jsonb"""),
                  of)
              .bind("seen", Json.write(seen.fields()))
              .execute();
        });
  }

  /** A pass over a resource is whole: how its records differ from those of the pass before. */
  public List<String> settle(Resource of) {
    return jdbi.inTransaction(
        handle -> {
          Shape before = shape(handle, of, "fields");
          Shape seen = shape(handle, of, "seen");
          about(
                  handle.createUpdate(
                      """
                      UPDATE source_shapes SET seen = '{}',
                        fields = CASE seen WHEN '{}'::jsonb THEN fields ELSE seen END
                      WHERE namespace = :namespace AND source = :source AND resource = :resource"""),
                  of)
              .execute();
          return before.drift(seen);
        });
  }

  /**
   * The newest records, newest first.
   *
   * @param resource null for all of the source
   */
  public List<Kept> newest(String namespace, String source, @Nullable String resource, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT resource, key, record::text FROM source_records
                    WHERE namespace = :namespace AND source = :source
                      AND (:resource::text IS NULL OR resource = :resource)
                    ORDER BY synced_at DESC, resource, key LIMIT :most""")
                .bind("namespace", namespace)
                .bind("source", source)
                .bind("resource", resource)
                .bind("most", most)
                .map((rs, context) -> new Kept(rs.getString(1), rs.getString(2), rs.getString(3)))
                .list());
  }

  private static Shape shape(Handle handle, Resource of, String column) {
    Optional<String> found =
        about(
                handle.createQuery(
                    "SELECT "
                        + column
                        + "::text FROM source_shapes WHERE namespace = :namespace"
                        + " AND source = :source AND resource = :resource FOR UPDATE"),
                of)
            .mapTo(String.class)
            .findOne();
    return found
        .map(json -> new Shape(Json.read(json, new TypeReference<Map<String, String>>() {})))
        .orElse(Shape.NONE);
  }

  private static <S extends SqlStatement<S>> S about(S statement, Resource of) {
    return statement
        .bind("namespace", of.namespace())
        .bind("source", of.source())
        .bind("resource", of.name());
  }
}
