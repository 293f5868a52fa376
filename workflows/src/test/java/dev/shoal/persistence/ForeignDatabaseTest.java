package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.persistence.ForeignDatabase.Refused;
import dev.shoal.persistence.ForeignDatabase.Row;
import dev.shoal.persistence.ForeignDatabase.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real PostgreSQL. */
class ForeignDatabaseTest {
  @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

  private static final Table READINGS = new Table("readings", "id", "at");

  /** Lets a test go to this machine, where its server is. */
  public static final class Unguarded extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return new Socket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return new Socket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return new Socket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return new Socket(host, port, local, localPort);
    }
  }

  @BeforeEach
  void fill() {
    POSTGRES
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createScript(
                        """
                        DROP TABLE IF EXISTS readings;
                        CREATE TABLE readings (id int PRIMARY KEY, at timestamptz, value float8);
                        INSERT INTO readings VALUES
                          (3, '2026-11-25T10:00:00Z', 0.5), (1, '2026-11-25T09:00:00Z', 0.1),
                          (2, '2026-11-25T10:00:00Z', 0.2), (4, NULL, 0.9);""")
                    .execute());
  }

  @Test
  void rowsComeByCursorAndKeyFromWhereTheLastOneWas() throws Exception {
    ForeignDatabase database = database();
    List<Row> first = database.rows(READINGS, null, List.of(), 2);
    assertThat(first).extracting(Row::key).containsExactly("1", "2");
    assertThat(first.getFirst().json()).contains("\"value\":0.1");
    List<Row> next = database.rows(READINGS, null, List.of(first.getLast().cursor(), "2"), 2);
    assertThat(next).extracting(Row::key).containsExactly("3");
    assertThat(database.rows(READINGS, first.getLast().cursor(), List.of(), 9))
        .extracting(Row::key)
        .containsExactly("2", "3");
    assertThat(database.rows(new Table("public.readings", "id", null), null, List.of("2"), 9))
        .extracting(Row::key)
        .containsExactly("3", "4");
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    ForeignDatabase database = database();
    assertThatThrownBy(() -> database.rows(new Table("none", "id", null), null, List.of(), 9))
        .isInstanceOf(Refused.class)
        .hasMessage("there is no table none");
    assertThatThrownBy(() -> database.rows(new Table("readings", "nr", null), null, List.of(), 9))
        .hasMessage("table readings has no column nr");
    assertThatThrownBy(() -> database.rows(READINGS, "yesterday-ish", List.of(), 9))
        .hasMessageContaining("the cursor of table readings can't be compared any more");
  }

  @Test
  void namesAreNoSql() throws Exception {
    ForeignDatabase database = database();
    assertThatThrownBy(
            () ->
                database.rows(
                    new Table("readings", "id\" FROM readings; DROP TABLE readings; --", null),
                    null,
                    List.of(),
                    9))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("has no column");
    assertThat(database.rows(READINGS, null, List.of(), 9)).hasSize(3);
  }

  @Test
  void theMachineItselfIsNoSource() throws Exception {
    ForeignDatabase database = new ForeignDatabase(POSTGRES.url());
    assertThatThrownBy(() -> database.rows(READINGS, null, List.of(), 9))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the database can't be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://u:p@h/d", "postgresql://", "postgresql://h", "no url at all"})
  void whatIsNoUrlIsRefusedWithoutBeingRepeated(String url) {
    assertThatThrownBy(() -> new ForeignDatabase(url))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("postgresql://user:password@host:port/database")
        .hasMessageNotContaining(url + " ");
  }

  private static ForeignDatabase database() throws Refused {
    return new ForeignDatabase(POSTGRES.url(), Unguarded.class);
  }
}
