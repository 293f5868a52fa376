package dev.shoal.pod.economic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Environment;
import dev.shoal.pod.engine.RandomStream;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Tool;
import dev.shoal.pod.engine.WorldEvent;
import dev.shoal.protocol.artifact.IndicatorPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Economic indicators, each an index that is 100 at the start. News moves them by its tone; they
 * fall back by a tenth a round, with a little noise (an Ornstein-Uhlenbeck process in steps).
 * Agents see them and can't act on them.
 */
public final class EconomicEnvironment implements Environment {
  /** Name of the environment. */
  public static final String NAME = "economy";

  private static final double START = 100;
  private static final double REVERSION = 0.1;
  private static final double NOISE = 0.3;

  /** An indicator that moves by so many points is news. */
  private static final double NEWS = 2;

  /** Points by which the best of news moves an indicator, and whether a rise is good. */
  private record Indicator(String title, double response, boolean riseIsGood) {}

  private static final List<Indicator> INDICATORS =
      List.of(
          new Indicator("consumer confidence", 4, true),
          new Indicator("business activity", 2, true),
          new Indicator("prices", -1.5, false));

  private final long seed;
  private final double[] value = new double[INDICATORS.size()];
  private final double[] told = new double[value.length];
  private final List<double[]> path = new ArrayList<>();

  public EconomicEnvironment(long seed) {
    this.seed = seed;
    for (int i = 0; i < value.length; i++) {
      value[i] = START;
      told[i] = START;
    }
    path.add(value.clone());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void hear(WorldEvent event, int inRound) {
    for (int i = 0; i < value.length; i++) {
      value[i] += INDICATORS.get(i).response() * event.tone();
    }
  }

  @Override
  public void open(int opened) {}

  @Override
  public void observe(int agent, StringBuilder to) {
    double[] now = path.getLast();
    to.append("Economy (100 at the start):");
    for (int i = 0; i < now.length; i++) {
      to.append(String.format(Locale.ROOT, " %s %.1f;", INDICATORS.get(i).title(), now[i]));
    }
    to.append('\n');
  }

  @Override
  public List<Tool> tools() {
    return List.of();
  }

  @Override
  public Optional<Action> read(String tool, JsonNode arguments) {
    return Optional.empty();
  }

  @Override
  public boolean apply(int agent, Action action) {
    return false;
  }

  @Override
  public void tick(int closed, Consumer<WorldEvent> publish) {
    for (int i = 0; i < value.length; i++) {
      Indicator indicator = INDICATORS.get(i);
      RandomStream random = RandomStream.of(seed ^ NAME.hashCode(), closed, i);
      value[i] += REVERSION * (START - value[i]) + NOISE * random.between(-1, 1);
      double change = value[i] - told[i];
      if (Math.abs(change) >= NEWS) {
        double tone = Math.signum(change) * (indicator.riseIsGood() ? 1 : -1) * 0.2;
        String news =
            String.format(
                Locale.ROOT,
                "The index of %s went from %.1f to %.1f.",
                indicator.title,
                told[i],
                value[i]);
        publish.accept(new WorldEvent(NAME, news, tone));
        told[i] = value[i];
      }
    }
    path.add(value.clone());
  }

  /** The path of each indicator, one value a round and one before the first. */
  public List<IndicatorPath> paths() {
    List<IndicatorPath> paths = new ArrayList<>();
    for (int i = 0; i < value.length; i++) {
      int at = i;
      paths.add(
          new IndicatorPath(
              INDICATORS.get(i).title(),
              path.stream().map(values -> rounded(values[at])).toList()));
    }
    return paths;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  @Override
  public void save(StateOutput out) throws IOException {
    out.doubles(value);
    out.doubles(told);
    out.writeInt(path.size());
    for (double[] values : path) {
      out.doubles(values);
    }
  }

  @Override
  public void restore(StateInput in) throws IOException {
    System.arraycopy(in.doubles(), 0, value, 0, value.length);
    System.arraycopy(in.doubles(), 0, told, 0, told.length);
    path.clear();
    for (int left = in.readInt(); left > 0; left--) {
      path.add(in.doubles());
    }
  }
}
