package dev.shoal.pod.market;

import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Environment;
import dev.shoal.pod.engine.Population;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Binary prediction markets with an LMSR market maker; agents start with equal cash. */
public final class MarketEnvironment implements Environment {
  /** Name that actions refer to. */
  public static final String NAME = "market";

  /** Cash of an agent at the start, in currency units. */
  public static final double CASH = 1_000;

  private static final double LIQUIDITY_AN_AGENT = 10;
  private static final double LEAST_LIQUIDITY = 100;

  private final Population population;
  private final Beliefs beliefs;
  private final Lmsr maker;
  private final List<Book> books;
  private final double[] cash;
  private final List<Trade> trades = new ArrayList<>();
  private int round;

  public MarketEnvironment(
      Population population, List<JobRequest.Market> markets, Beliefs beliefs) {
    this.population = population;
    this.beliefs = beliefs;
    this.maker = new Lmsr(Math.max(LEAST_LIQUIDITY, LIQUIDITY_AN_AGENT * population.size()));
    this.books = markets.stream().map(market -> new Book(market, population.size())).toList();
    this.cash = new double[population.size()];
    Arrays.fill(cash, CASH);
    books.forEach(book -> book.mark(0));
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

  /** Question of a market. */
  public String question(int market) {
    return books.get(market).market.question();
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

  @Override
  public void open(int opened) {
    round = opened;
    books.forEach(Book::freeze);
  }

  @Override
  public boolean apply(int agent, Action action) {
    return switch ((MarketAction) action) {
      case MarketAction.Buy buy -> trade(agent, buy.market(), buy.yes(), buy.shares());
      case MarketAction.Sell sell -> trade(agent, sell.market(), sell.yes(), -sell.shares());
    };
  }

  @Override
  public void close(int closed) {
    books.forEach(book -> book.mark(closed));
  }

  /** All trades, oldest first. */
  public List<Trade> trades() {
    return trades;
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

  private boolean trade(int agent, int market, boolean yes, double shares) {
    if (market < 0 || market >= books.size() || !Double.isFinite(shares) || shares == 0) {
      return false;
    }
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
    trades.add(
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

  private final class Book {
    private final JobRequest.Market market;
    private final double[] heldYes;
    private final double[] heldNo;
    private final List<MarketCurve.Point> points = new ArrayList<>();
    private double yes;
    private double no;
    private double volume;
    private double frozenPrice;

    Book(JobRequest.Market market, int agents) {
      this.market = market;
      this.heldYes = new double[agents];
      this.heldNo = new double[agents];
      this.yes = maker.b() * Lmsr.logit(market.initialProbability());
      freeze();
    }

    void freeze() {
      frozenPrice = maker.price(yes, no);
    }

    void mark(int atRound) {
      double[] held =
          java.util.stream.IntStream.range(0, population.size())
              .mapToDouble(agent -> beliefs.probability(agent, market))
              .sorted()
              .toArray();
      points.add(
          new MarketCurve.Point(
              atRound,
              maker.price(yes, no),
              Aggregation.median(held),
              Aggregation.geometricOdds(held),
              volume));
    }
  }
}
