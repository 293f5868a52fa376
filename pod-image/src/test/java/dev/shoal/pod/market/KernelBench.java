package dev.shoal.pod.market;

import dev.shoal.pod.engine.FollowGraph;
import dev.shoal.pod.engine.RandomStream;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What a turn is made of, by JMH. */
@Tag("bench")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBench {
  private static final int AGENTS = 100_000;

  private final Lmsr lmsr = new Lmsr(100);
  private final FollowGraph graph =
      FollowGraph.grow(IntStream.range(0, AGENTS).toArray(), RandomStream.of(7, "bench"));
  private int at;

  @Test
  void kernels() throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(KernelBench.class.getName())
                .forks(1)
                .warmupIterations(2)
                .measurementIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .build())
        .run();
  }

  /** Price and cost of one trade. */
  @Benchmark
  public double trade() {
    at++;
    double yes = at % 200;
    return lmsr.cost(yes + 5, 40) - lmsr.cost(yes, 40) + lmsr.price(yes + 5, 40);
  }

  /** A turn's own stream of random numbers, and its first draws. */
  @Benchmark
  public double draws() {
    RandomStream random = RandomStream.of(7, 12, at++);
    return random.nextDouble() + random.nextInt(8);
  }

  /** Trust in each followee of one agent. */
  @Benchmark
  public double trust() {
    int agent = Math.floorMod(at++ * 7_919, AGENTS);
    double sum = 0;
    for (int followee : graph.followees(agent)) {
      sum += graph.trust(agent, followee);
    }
    return sum;
  }
}
