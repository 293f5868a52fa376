package dev.shoal.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The PostgreSQL database: a pool for work, single connections for listening, migrations. */
public final class Database implements AutoCloseable {
  private static final int CONNECT_SECONDS = 5;
  private static final int SOCKET_SECONDS = 20;

  private final String jdbcUrl;
  private final Properties properties;
  private final HikariDataSource pool;

  private Database(String jdbcUrl, Properties properties, HikariDataSource pool) {
    this.jdbcUrl = jdbcUrl;
    this.properties = properties;
    this.pool = pool;
  }

  /**
   * Opens a database lazily: nothing is connected before it is needed.
   *
   * @param url as psql takes it: {@code postgresql://user:password@host:port/database?options}
   * @param connections most connections of the pool
   */
  public static Database open(String url, int connections) {
    URI uri = URI.create(url);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String jdbcUrl =
        "jdbc:postgresql://%s:%d%s%s"
            .formatted(
                uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), uri.getRawPath(), query);
    Properties properties = new Properties();
    String[] credentials =
        uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    if (credentials.length > 0) {
      properties.setProperty("user", credentials[0]);
    }
    if (credentials.length > 1) {
      properties.setProperty("password", credentials[1]);
    }
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "shoal");

    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setValidationTimeout(5_000);
    config.setMaxLifetime(1_800_000);
    config.setInitializationFailTimeout(-1);
    config.setPoolName("shoal");
    return new Database(jdbcUrl, properties, new HikariDataSource(config));
  }

  /** Has the pool count its connections, and who waits for one. */
  public Database measured(MeterRegistry metrics) {
    pool.setMetricRegistry(metrics);
    return this;
  }

  /** Work on pooled connections. */
  public Jdbi jdbi() {
    return Jdbi.create(pool);
  }

  /** A connection of its own, outside the pool. */
  public Connection dedicated() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /** Brings the schema up to date; safe to call from several processes at once. */
  public void migrate() {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(pool)
        .locations("classpath:db/migration")
        .connectRetries(30)
        .load()
        .migrate();
  }

  @Override
  public void close() {
    pool.close();
  }
}
