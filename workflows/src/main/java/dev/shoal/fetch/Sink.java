package dev.shoal.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.source.Position;
import java.util.List;

/** Where what is read of one resource goes. */
public interface Sink {
  /**
   * How far a part was read.
   *
   * @param part the resource, or an object of it
   */
  Position position(String part);

  /** Keeps records and how far was read now, both or neither. */
  void keep(String part, List<JsonNode> records, Position now) throws Refused;

  /** Waits; throws once the work is to stop. */
  void pause(long seconds) throws InterruptedException;
}
