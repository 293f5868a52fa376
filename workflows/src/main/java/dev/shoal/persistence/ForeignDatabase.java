package dev.shoal.persistence;

import dev.shoal.net.GuardedSockets;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database that a user named: read only, with no setting of the driver's but those
 * here, and never one on this machine or a cloud's metadata service.
 */
public final class ForeignDatabase {
  private static final int CONNECT_SECONDS = 10;
  private static final int ANSWER_SECONDS = 60;

  private final PGSimpleDataSource database;

  /** It won't answer so, now or later; the message says what to do. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * A table to be read.
   *
   * @param table name or schema.name
   * @param key column that rows are told apart by
   * @param cursor column that grows; null to go by the key alone
   */
  public record Table(String table, String key, @Nullable String cursor) {
    private String columns() {
      return cursor == null ? "t." + quoted(key) : "t." + quoted(cursor) + ", t." + quoted(key);
    }
  }

  /**
   * A row.
   *
   * @param json all of its columns
   * @param cursor null where the table has none
   */
  public record Row(String json, @Nullable String cursor, String key) {}

  /**
   * Of a user's Secret.
   *
   * @param url postgresql://user:password@host:port/database
   */
  public ForeignDatabase(String url) throws Refused {
    this(url, GuardedSockets.class);
  }

  ForeignDatabase(String url, Class<? extends SocketFactory> sockets) throws Refused {
    URI uri;
    try {
      uri = URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      throw new Refused(
          "url of its Secret is no URL: postgresql://user:password@host:port/database");
    }
    if (uri.getHost() == null
        || uri.getPath() == null
        || uri.getPath().length() < 2
        || !List.of("postgres", "postgresql").contains(uri.getScheme())) {
      throw new Refused(
          "url of its Secret has to be postgresql://user:password@host:port/database");
    }
    database = new PGSimpleDataSource();
    database.setServerNames(new String[] {uri.getHost()});
    database.setPortNumbers(new int[] {uri.getPort() < 0 ? 5432 : uri.getPort()});
    database.setDatabaseName(uri.getPath().substring(1));
    String[] credentials =
        uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    if (credentials.length == 2) {
      database.setUser(credentials[0]);
      database.setPassword(credentials[1]);
    }
    String query = uri.getQuery();
    if (query != null && query.contains("sslmode=require")) {
      database.setSslMode("require");
    }
    database.setSocketFactory(sockets.getName());
    database.setConnectTimeout(CONNECT_SECONDS);
    database.setSocketTimeout(ANSWER_SECONDS);
    database.setReadOnly(true);
    database.setApplicationName("shoal");
    // What is compared with a column is taken as of the column's type.
    database.setStringType("unspecified");
  }

  /**
   * Rows from a cursor on, in the order of cursor and key.
   *
   * @param from least cursor; null for all
   * @param after cursor and key, or the key alone, of the last row that was read; empty to begin
   */
  public List<Row> rows(Table table, @Nullable String from, List<String> after, int most)
      throws Refused, IOException {
    List<String> conditions = new ArrayList<>();
    List<String> values = new ArrayList<>();
    if (table.cursor() != null) {
      conditions.add("t." + quoted(table.cursor()) + " IS NOT NULL");
    }
    if (from != null && table.cursor() != null) {
      conditions.add("t." + quoted(table.cursor()) + " >= ?");
      values.add(from);
    }
    if (!after.isEmpty()) {
      conditions.add(
          "(%s) > (%s)"
              .formatted(
                  table.columns(), after.stream().map(v -> "?").collect(Collectors.joining(", "))));
      values.addAll(after);
    }
    String cursor = table.cursor() == null ? "NULL" : "t." + quoted(table.cursor()) + "::text";
    String sql =
        "SELECT row_to_json(t)::text, %s, t.%s::text FROM %s t %s ORDER BY %s LIMIT %d"
            .formatted(
                cursor,
                quoted(table.key()),
                Arrays.stream(table.table().split("\\.", 2))
                    .map(ForeignDatabase::quoted)
                    .collect(Collectors.joining(".")),
                conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions),
                table.columns(),
                most);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(ANSWER_SECONDS);
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      List<Row> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          String key = found.getString(3);
          if (key == null) {
            throw new Refused(
                "table %s has a row without %s: name another key"
                    .formatted(table.table(), table.key()));
          }
          rows.add(new Row(found.getString(1), found.getString(2), key));
        }
      }
      return rows;
    } catch (SQLException e) {
      Optional<Refused> refused = refusal(e, table);
      if (refused.isPresent()) {
        throw refused.get();
      }
      throw new IOException("the database can't be read, SQL state " + e.getSQLState());
    }
  }

  /** Why the server won't answer; what it says itself may be secret. Empty if it may later on. */
  private static Optional<Refused> refusal(SQLException e, Table table) {
    String state = String.valueOf(e.getSQLState());
    String why =
        switch (state) {
          case "42P01" -> "there is no table " + table.table();
          case "42703" ->
              "table %s has no column %s"
                  .formatted(
                      table.table(),
                      table.cursor() == null ? table.key() : table.key() + " or " + table.cursor());
          case "42501" -> "the user of its Secret may not read table " + table.table();
          case "28000", "28P01" -> "the server refuses user and password of its Secret";
          case "3D000" -> "the server has no such database as its Secret names";
          case "22P02", "22007", "22008" ->
              "the cursor of table %s can't be compared any more: its type has changed"
                  .formatted(table.table());
          default -> "";
        };
    return why.isEmpty() ? Optional.empty() : Optional.of(new Refused(why));
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
