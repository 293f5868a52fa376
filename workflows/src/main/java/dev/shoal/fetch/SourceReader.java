package dev.shoal.fetch;

import java.io.IOException;

/** Reads resources of one source. */
public interface SourceReader {
  /**
   * Reads what is new of a resource, from where an earlier try was.
   *
   * @throws Refused if trying again is no use
   * @throws IOException if it may be
   */
  void read(String resource, Sink sink) throws Refused, IOException, InterruptedException;
}
