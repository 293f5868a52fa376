package dev.shoal.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL for the tests of a class, with our schema. */
final class RealPostgres implements BeforeAllCallback, AfterAllCallback {
  private EmbeddedPostgres server;
  private Database database;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server = EmbeddedPostgres.start();
    database = Database.open(url(), 4);
    database.migrate();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    database.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Database database() {
    return database;
  }

  /** As psql takes it. */
  String url() {
    return "postgresql://postgres:x@127.0.0.1:" + server.getPort() + "/postgres";
  }
}
