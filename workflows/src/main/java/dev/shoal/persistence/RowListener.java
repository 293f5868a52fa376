package dev.shoal.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for changes of rows on a connection of its own. After each (re)connect everything may
 * have changed unheard, so a resync is called for.
 */
public final class RowListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RowListener.class);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(10);
  private static final Duration RECONNECT_AFTER = Duration.ofSeconds(2);

  private final Database database;
  private final String channel;
  private final Handler handler;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Of a channel.
   *
   * @param channel a plain name, in which each message is {@code namespace/name}
   */
  public RowListener(Database database, String channel, Handler handler) {
    this.database = database;
    this.channel = channel;
    this.handler = handler;
    this.thread = Thread.ofVirtual().name("listener-" + channel).unstarted(this::listen);
  }

  /** What hears of changes. */
  public interface Handler {
    /** The row of a namespace and name has changed. */
    void changed(String namespace, String name);

    /** Any row may have changed. */
    void resync();
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void listen() {
    while (!closed) {
      try (Connection connection = database.dedicated()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("LISTEN " + channel);
        }
        handler.resync();
        hear(connection);
      } catch (SQLException e) {
        LOG.warn("listening for rows failed, connecting again: {}", e.getMessage());
        pause();
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] heard = postgres.getNotifications((int) PROBE_EVERY.toMillis());
      if (heard == null || heard.length == 0) {
        try (Statement probe = connection.createStatement()) {
          probe.execute("SELECT 1");
        }
        continue;
      }
      for (PGNotification notification : heard) {
        String[] job = notification.getParameter().split("/", 2);
        if (job.length == 2) {
          handler.changed(job[0], job[1]);
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(RECONNECT_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
