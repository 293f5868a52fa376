package dev.shoal.pod.run;

import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Stateful;
import dev.shoal.protocol.artifact.AgentTrajectory;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How all minds moved, in a file: for each round all stances, then all confidences, as floats. The
 * first entry is before round 1.
 */
public final class Trajectories implements Stateful, Closeable {
  private static final int AGENTS_AT_A_TIME = 4_096;

  private final int agents;
  private final Path file;
  private final List<Double> meanStance = new ArrayList<>();
  private DataOutputStream out;

  Trajectories(int agents, Path folder) throws IOException {
    this.agents = agents;
    this.file = folder.resolve("trajectories.bin");
    this.out = open(StandardOpenOption.TRUNCATE_EXISTING);
  }

  void add(Population population) throws IOException {
    double sum = 0;
    for (int agent = 0; agent < agents; agent++) {
      out.writeFloat((float) population.stance(agent));
      sum += population.stance(agent);
    }
    for (int agent = 0; agent < agents; agent++) {
      out.writeFloat((float) population.confidence(agent));
    }
    meanStance.add(sum / agents);
  }

  /** Entries so far: one a round, and one before the first. */
  public int entries() {
    return meanStance.size();
  }

  /** Mean stance by entry. */
  public List<Double> meanStance() {
    return List.copyOf(meanStance);
  }

  /** Stances of all agents at an entry. */
  public double[] stances(int entry) throws IOException {
    return row(2 * entry, 0, agents);
  }

  /** Confidences of all agents at an entry. */
  public double[] confidences(int entry) throws IOException {
    return row(2 * entry + 1, 0, agents);
  }

  /** One trajectory an agent; reads some thousand agents at a time. */
  public Iterable<AgentTrajectory> byAgent(Population population) {
    return () ->
        IntStream.iterate(0, from -> from < agents, from -> from + AGENTS_AT_A_TIME)
            .mapToObj(from -> block(population, from))
            .flatMap(List::stream)
            .iterator();
  }

  private List<AgentTrajectory> block(Population population, int from) {
    int count = Math.min(AGENTS_AT_A_TIME, agents - from);
    double[][] stance = new double[entries()][];
    double[][] confidence = new double[entries()][];
    try {
      for (int entry = 0; entry < entries(); entry++) {
        stance[entry] = row(2 * entry, from, count);
        confidence[entry] = row(2 * entry + 1, from, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new AgentTrajectory(
                    from + i, population.name(from + i), column(stance, i), column(confidence, i)))
        .toList();
  }

  private static List<Double> column(double[][] rows, int at) {
    return Arrays.stream(rows).map(row -> Math.round(row[at] * 1e6) / 1e6).toList();
  }

  private double[] row(int row, int from, int count) throws IOException {
    flush();
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      long position = ((long) row * agents + from) * Float.BYTES;
      while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {}
    }
    bytes.flip();
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getFloat();
    }
    return values;
  }

  Path flush() throws IOException {
    out.flush();
    return file;
  }

  void reopen() throws IOException {
    out.close();
    out = open(StandardOpenOption.APPEND);
  }

  private DataOutputStream open(StandardOpenOption how) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
            1 << 16));
  }

  @Override
  public void save(StateOutput to) throws IOException {
    to.doubles(meanStance.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public void restore(StateInput in) throws IOException {
    meanStance.clear();
    Arrays.stream(in.doubles()).forEach(meanStance::add);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
