package dev.shoal.pod.engine;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes state in binary; {@link StateInput} reads it back in the same order. */
public final class StateOutput extends DataOutputStream {
  public StateOutput(OutputStream out) {
    super(out);
  }

  /** Writes the first values of an array, and how many they are. */
  public void ints(int[] values, int count) throws IOException {
    writeInt(count);
    for (int i = 0; i < count; i++) {
      writeInt(values[i]);
    }
  }

  public void ints(int[] values) throws IOException {
    ints(values, values.length);
  }

  public void doubles(double[] values) throws IOException {
    writeInt(values.length);
    for (double value : values) {
      writeDouble(value);
    }
  }

  public void floats(float[] values, int count) throws IOException {
    writeInt(count);
    for (int i = 0; i < count; i++) {
      writeFloat(values[i]);
    }
  }

  /** Writes a text of any length. */
  public void text(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    writeInt(bytes.length);
    write(bytes);
  }
}
