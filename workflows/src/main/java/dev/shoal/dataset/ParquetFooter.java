package dev.shoal.dataset;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the metadata at the end of a Parquet file. */
final class ParquetFooter {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_BYTES = 4;

  private ParquetFooter() {}

  /**
   * The metadata.
   *
   * @param end the file's last bytes
   */
  static InputStream of(byte[] end) throws RecordCount.Malformed {
    int trailer = LENGTH_BYTES + MAGIC.length;
    int magicAt = end.length - MAGIC.length;
    if (end.length < trailer
        || !Arrays.equals(Arrays.copyOfRange(end, magicAt, end.length), MAGIC)) {
      throw new RecordCount.Malformed("it does not end as Parquet does: it may be cut off");
    }
    int length =
        ByteBuffer.wrap(end, magicAt - LENGTH_BYTES, LENGTH_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();
    if (length <= 0 || length > end.length - trailer) {
      throw new RecordCount.Malformed("its footer says a length that can't be");
    }
    return new ByteArrayInputStream(end, end.length - trailer - length, length);
  }
}
