package dev.shoal.pod.market;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Environment;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Stateful;
import dev.shoal.pod.engine.Tool;
import dev.shoal.pod.engine.WorldEvent;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.Trade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Binary prediction markets with an LMSR market maker; agents start with equal cash. */
public final class MarketEnvironment implements Environment {
  /** Name that actions refer to. */
  public static final String NAME = "market";

  /** Cash of an agent at the start, in currency units. */
  public static final double CASH = 1_000;

  private static final double LIQUIDITY_AN_AGENT = 10;
  private static final double LEAST_LIQUIDITY = 100;
  private static final double MOST_SHARES = 100;
  private static final int LONGEST_COMMENT = 300;

  /** A price that moves by so much in a round is news. */
  private static final double NEWS = 0.1;

  private final Population population;
  private final Beliefs beliefs;
  private final Consumer<Trade> trades;
  private final Lmsr maker;
  private final List<Book> books;
  private double[] cash;
  private int traded;
  private int round;

  /**
   * @param trades told of each trade, in order
   */
  public MarketEnvironment(
      Population population,
      List<JobRequest.Market> markets,
      Beliefs beliefs,
      Consumer<Trade> trades) {
    this.population = population;
    this.beliefs = beliefs;
    this.trades = trades;
    this.maker = new Lmsr(Math.max(LEAST_LIQUIDITY, LIQUIDITY_AN_AGENT * population.size()));
    this.books = markets.stream().map(market -> new Book(market, population.size())).toList();
    this.cash = new double[population.size()];
    Arrays.fill(cash, CASH);
    mark(0);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Number of markets. */
  public int markets() {
    return books.size();
  }

  /** Id of a market. */
  public String id(int market) {
    return books.get(market).market.id();
  }

  /** Price of YES at the start of the round. */
  public double price(int market) {
    return books.get(market).frozenPrice;
  }

  /** The market maker. */
  public Lmsr maker() {
    return maker;
  }

  /** Cash of an agent. */
  public double cash(int agent) {
    return cash[agent];
  }

  /** Shares of an outcome that an agent holds. */
  public double held(int market, int agent, boolean yes) {
    Book book = books.get(market);
    return yes ? book.heldYes[agent] : book.heldNo[agent];
  }

  /** Trades so far. */
  public int traded() {
    return traded;
  }

  /** Prices move by what agents do about the news, not by the news itself. */
  @Override
  public void hear(WorldEvent event, int inRound) {}

  @Override
  public void open(int opened) {
    round = opened;
    books.forEach(Book::freeze);
  }

  @Override
  public void observe(int agent, StringBuilder to) {
    to.append(String.format(Locale.ROOT, "Markets (you have %.0f to spend):%n", cash[agent]));
    for (Book book : books) {
      to.append(
          String.format(
              Locale.ROOT,
              "- %s: %s YES costs %.2f; you hold %.1f YES and %.1f NO%s%n",
              book.market.id(),
              book.market.question(),
              book.frozenPrice,
              book.heldYes[agent],
              book.heldNo[agent],
              book.comment == null ? "" : "; last comment: " + book.comment));
    }
  }

  @Override
  public List<Tool> tools() {
    Map<String, ?> market =
        Map.of("type", "string", "enum", books.stream().map(book -> book.market.id()).toList());
    Map<String, Map<String, ?>> trade =
        Map.of(
            "market",
            market,
            "outcome",
            Map.of("type", "string", "enum", List.of("YES", "NO")),
            "shares",
            Map.of("type", "number", "minimum", 0, "maximum", MOST_SHARES));
    List<String> all = List.of("market", "outcome", "shares");
    return List.of(
        new Tool("buy", "buy shares of an outcome", trade, all),
        new Tool("sell", "sell shares that you hold", trade, all),
        new Tool(
            "comment",
            "say something on a market",
            Map.of(
                "market", market, "text", Map.of("type", "string", "maxLength", LONGEST_COMMENT)),
            List.of("market", "text")));
  }

  @Override
  public Optional<Action> read(String tool, JsonNode arguments) {
    String id = arguments.path("market").asText("");
    int market = books.stream().map(book -> book.market.id()).toList().indexOf(id);
    if (market < 0) {
      return Optional.empty();
    }
    boolean yes = arguments.path("outcome").asText("YES").equals("YES");
    double shares = Math.min(arguments.path("shares").asDouble(0), MOST_SHARES);
    String text = arguments.path("text").asText("").strip();
    return switch (tool) {
      case "buy" ->
          shares > 0
              ? Optional.of(new MarketAction.Buy(market, id, yes, shares))
              : Optional.empty();
      case "sell" ->
          shares > 0
              ? Optional.of(new MarketAction.Sell(market, id, yes, shares))
              : Optional.empty();
      case "comment" ->
          text.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new MarketAction.Comment(
                      market, id, text.substring(0, Math.min(LONGEST_COMMENT, text.length()))));
      default -> Optional.empty();
    };
  }

  @Override
  public boolean apply(int agent, Action action) {
    return switch ((MarketAction) action) {
      case MarketAction.Buy buy -> trade(agent, buy.market(), buy.yes(), buy.shares());
      case MarketAction.Sell sell -> trade(agent, sell.market(), sell.yes(), -sell.shares());
      case MarketAction.Comment comment -> {
        books.get(comment.market()).comment = population.name(agent) + ": " + comment.text();
        yield true;
      }
    };
  }

  @Override
  public void tick(int closed, Consumer<WorldEvent> publish) {
    mark(closed);
    for (Book book : books) {
      double price = maker.price(book.yes, book.no);
      if (Math.abs(price - book.toldPrice) >= NEWS) {
        String news =
            String.format(
                Locale.ROOT,
                "The market \"%s\" moved from %.0f %% to %.0f %%.",
                book.market.question(),
                100 * book.toldPrice,
                100 * price);
        publish.accept(new WorldEvent(NAME, news, 0));
        book.toldPrice = price;
      }
    }
  }

  /** The path of each market. */
  public List<MarketCurve> curves() {
    return books.stream()
        .map(
            book ->
                new MarketCurve(
                    book.market.id(), book.market.question(), maker.b(), List.copyOf(book.points)))
        .toList();
  }

  /** What the market maker has taken in so far, from all markets together. */
  public double takings() {
    return CASH * cash.length - Arrays.stream(cash).sum();
  }

  private void mark(int atRound) {
    double median = Aggregation.median(population.stances());
    for (Book book : books) {
      book.points.add(
          new MarketCurve.Point(
              atRound,
              maker.price(book.yes, book.no),
              beliefs.probabilityAt(median, book.market),
              beliefs.meanOdds(book.market),
              book.volume));
    }
  }

  private boolean trade(int agent, int market, boolean yes, double shares) {
    Book book = books.get(market);
    double[] holdings = yes ? book.heldYes : book.heldNo;
    if (holdings[agent] + shares < 0) {
      return false;
    }
    double before = maker.cost(book.yes, book.no);
    double newYes = book.yes + (yes ? shares : 0);
    double newNo = book.no + (yes ? 0 : shares);
    double cost = maker.cost(newYes, newNo) - before;
    if (cost > cash[agent]) {
      return false;
    }
    book.yes = newYes;
    book.no = newNo;
    book.volume += Math.abs(shares);
    holdings[agent] += shares;
    cash[agent] -= cost;
    traded++;
    trades.accept(
        new Trade(
            round,
            agent,
            population.name(agent),
            book.market.id(),
            yes ? "YES" : "NO",
            shares,
            cost,
            maker.price(book.yes, book.no)));
    return true;
  }

  @Override
  public void save(StateOutput out) throws IOException {
    out.doubles(cash);
    out.writeInt(traded);
    out.writeInt(round);
    for (Book book : books) {
      book.save(out);
    }
  }

  @Override
  public void restore(StateInput in) throws IOException {
    cash = in.doubles();
    traded = in.readInt();
    round = in.readInt();
    for (Book book : books) {
      book.restore(in);
    }
  }

  private final class Book implements Stateful {
    private final JobRequest.Market market;
    private final List<MarketCurve.Point> points = new ArrayList<>();
    private double[] heldYes;
    private double[] heldNo;
    private double yes;
    private double no;
    private double volume;
    private double frozenPrice;
    private double toldPrice;
    private @Nullable String comment;

    Book(JobRequest.Market market, int agents) {
      this.market = market;
      this.heldYes = new double[agents];
      this.heldNo = new double[agents];
      this.yes = maker.b() * Lmsr.logit(market.initialProbability());
      freeze();
      this.toldPrice = frozenPrice;
    }

    void freeze() {
      frozenPrice = maker.price(yes, no);
    }

    @Override
    public void save(StateOutput out) throws IOException {
      out.doubles(heldYes);
      out.doubles(heldNo);
      out.writeDouble(yes);
      out.writeDouble(no);
      out.writeDouble(volume);
      out.writeDouble(toldPrice);
      out.text(comment == null ? "" : comment);
      out.writeInt(points.size());
      for (MarketCurve.Point point : points) {
        out.writeInt(point.round());
        out.writeDouble(point.price());
        out.writeDouble(point.medianBelief());
        out.writeDouble(point.meanLogOdds());
        out.writeDouble(point.volume());
      }
    }

    @Override
    public void restore(StateInput in) throws IOException {
      heldYes = in.doubles();
      heldNo = in.doubles();
      yes = in.readDouble();
      no = in.readDouble();
      volume = in.readDouble();
      toldPrice = in.readDouble();
      String said = in.text();
      comment = said.isEmpty() ? null : said;
      points.clear();
      for (int left = in.readInt(); left > 0; left--) {
        points.add(
            new MarketCurve.Point(
                in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
      }
      freeze();
    }
  }
}
