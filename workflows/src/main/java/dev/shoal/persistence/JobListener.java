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
 * Listens for changes of jobs on a connection of its own. After each (re)connect everything may
 * have changed unheard, so a resync is called for.
 */
public final class JobListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobListener.class);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(10);
  private static final Duration RECONNECT_AFTER = Duration.ofSeconds(2);

  private final Database database;
  private final Handler handler;
  private final Thread thread;
  private volatile boolean closed;

  public JobListener(Database database, Handler handler) {
    this.database = database;
    this.handler = handler;
    this.thread = Thread.ofVirtual().name("job-listener").unstarted(this::listen);
  }

  /** What hears of changes. */
  public interface Handler {
    /** The job of a namespace and name has changed. */
    void changed(String namespace, String name);

    /** Any job may have changed. */
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
          statement.execute("LISTEN shoal_jobs");
        }
        handler.resync();
        hear(connection);
      } catch (SQLException e) {
        LOG.warn("listening for jobs failed, connecting again: {}", e.getMessage());
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
