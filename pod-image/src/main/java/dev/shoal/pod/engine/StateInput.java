package dev.shoal.pod.engine;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateOutput} wrote. */
public final class StateInput extends DataInputStream {
  public StateInput(InputStream in) {
    super(in);
  }

  public int[] ints() throws IOException {
    int[] values = new int[readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readInt();
    }
    return values;
  }

  public double[] doubles() throws IOException {
    double[] values = new double[readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readDouble();
    }
    return values;
  }

  public float[] floats() throws IOException {
    float[] values = new float[readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readFloat();
    }
    return values;
  }

  public String text() throws IOException {
    int length = readInt();
    byte[] bytes = readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a text ends early");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
