package dev.shoal.pod.social;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Environment;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Tool;
import dev.shoal.pod.engine.WorldEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A social network: messages, votes, follows. A feed is made of the hottest messages, which all
 * share, the newest answer to oneself and the newest message of each followee, so it costs no scan
 * of the log. A message is open for a simulated day; then it is archived as it stands.
 */
public final class SocialEnvironment implements Environment {
  /** Name that actions refer to. */
  public static final String NAME = "social";

  /** Most messages of a feed. */
  public static final int FEED_SIZE = 12;

  private static final int ROUNDS_OPEN = 24;
  private static final int HOT_SHOWN = 8;
  private static final int FOUND_SHOWN = 3;

  /** Share of all agents whose liking makes news. */
  private static final double NEWS = 0.25;

  private final Population population;
  private final Archive archive;
  private final Messages messages;
  private final HotIndex hot;
  private final Ballots ballots = new Ballots(ROUNDS_OPEN + 1);
  private final Map<Integer, Set<Integer>> mutes = new HashMap<>();
  private final Map<Integer, String> searches = new HashMap<>();
  private int[] newestOf;
  private int[] newestAnswerTo;
  private int[] frozenNewest = new int[0];
  private int[] frozenAnswers = new int[0];
  private int[] frozenHot = new int[0];
  private int frozenEnd = 1;
  private int newestTold;
  private int round;

  /** Takes messages that nobody can act on any more. */
  public interface Archive {
    /** A message, as it stands; called once for each, in the order of their ids. */
    void close(Messages messages, int id);
  }

  public SocialEnvironment(Population population, Phrasebook phrases, Archive archive) {
    this.population = population;
    this.archive = archive;
    this.messages = new Messages(phrases);
    this.hot = new HotIndex(messages);
    this.newestOf = new int[population.size()];
    this.newestAnswerTo = new int[population.size()];
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void hear(WorldEvent event, int inRound) {
    begin(inRound);
    String text = event.text();
    int id =
        messages.add(
            MessageKind.EVENT,
            inRound,
            Messages.ANNOUNCER,
            Messages.NONE,
            event.tone(),
            new Wording.Literal(text));
    hot.touch(id);
  }

  @Override
  public void open(int opened) {
    begin(opened);
    hot.refresh();
    frozenHot = Arrays.copyOf(hot.hottest(), Math.min(HOT_SHOWN, hot.hottest().length));
    frozenEnd = messages.end();
    frozenNewest = newestOf.clone();
    frozenAnswers = newestAnswerTo.clone();
  }

  private void begin(int opened) {
    if (round != opened) {
      round = opened;
      ballots.begin(opened);
    }
  }

  /** Whether an agent has voted on a message: each may do so once. */
  public boolean hasVoted(int agent, int message) {
    return ballots.has(agent, message, messages.round(message));
  }

  /** The messages that are open. */
  public Messages messages() {
    return messages;
  }

  /**
   * What an agent sees in this round: hottest first, then the newest answer to it, then its
   * followees' newest, none twice, none of its own.
   *
   * @param into at least {@link #FEED_SIZE} long
   * @return how many there are
   */
  public int feed(int agent, int[] into) {
    Set<Integer> muted = mutes.isEmpty() ? Set.of() : mutes.getOrDefault(agent, Set.of());
    int count = 0;
    for (int id : frozenHot) {
      if (messages.author(id) != agent && !isMuted(muted, id)) {
        into[count++] = id;
      }
    }
    count = add(frozenAnswers[agent], into, count, muted);
    for (int followee : population.follows().followees(agent)) {
      if (count == FEED_SIZE) {
        break;
      }
      count = add(frozenNewest[followee], into, count, muted);
    }
    return count;
  }

  private int add(int id, int[] into, int count, Set<Integer> muted) {
    if (count == FEED_SIZE || !messages.has(id) || isMuted(muted, id)) {
      return count;
    }
    for (int i = 0; i < count; i++) {
      if (into[i] == id) {
        return count;
      }
    }
    into[count] = id;
    return count + 1;
  }

  private boolean isMuted(Set<Integer> muted, int id) {
    return !muted.isEmpty() && muted.contains(messages.author(id));
  }

  @Override
  public void observe(int agent, StringBuilder to) {
    to.append("Messages:\n");
    int[] feed = new int[FEED_SIZE];
    int count = feed(agent, feed);
    for (int i = 0; i < count; i++) {
      describe(feed[i], to);
    }
    String query = searches.get(agent);
    if (query != null) {
      to.append("Found for \"").append(query).append("\":\n");
      found(query).forEach(id -> describe(id, to));
    }
  }

  private void describe(int id, StringBuilder to) {
    int author = messages.author(id);
    to.append('[').append(id).append("] ");
    if (author == Messages.ANNOUNCER) {
      to.append("Announcement");
    } else {
      to.append(population.name(author)).append(" (agent ").append(author).append(')');
    }
    to.append(" (+")
        .append(messages.likes(id))
        .append(" -")
        .append(messages.dislikes(id))
        .append("): ")
        .append(messages.text(id))
        .append('\n');
  }

  private List<Integer> found(String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    return Arrays.stream(hot.hottest())
        .filter(id -> messages.text(id).toLowerCase(Locale.ROOT).contains(wanted))
        .limit(FOUND_SHOWN)
        .boxed()
        .toList();
  }

  @Override
  public List<Tool> tools() {
    return SocialTools.ALL;
  }

  @Override
  public Optional<Action> read(String tool, JsonNode arguments) {
    return SocialTools.read(tool, arguments);
  }

  @Override
  public boolean apply(int agent, Action action) {
    return switch ((SocialAction) action) {
      case SocialAction.CreatePost post -> {
        write(MessageKind.POST, agent, Messages.NONE, post.words());
        yield true;
      }
      case SocialAction.Reply reply -> {
        if (visible(reply.message())) {
          messages.answered(reply.message());
          int id = write(MessageKind.REPLY, agent, reply.message(), reply.words());
          int answered = messages.author(reply.message());
          if (answered >= 0) {
            newestAnswerTo[answered] = id;
          }
        }
        yield visible(reply.message());
      }
      case SocialAction.Quote quote -> {
        if (visible(quote.message())) {
          messages.shared(quote.message());
          write(MessageKind.QUOTE, agent, quote.message(), quote.words());
        }
        yield visible(quote.message());
      }
      case SocialAction.Repost repost -> {
        if (visible(repost.message())) {
          messages.shared(repost.message());
          write(MessageKind.REPOST, agent, repost.message(), messages.wording(repost.message()));
        }
        yield visible(repost.message());
      }
      case SocialAction.Vote vote -> vote(agent, vote);
      case SocialAction.Follow follow ->
          known(follow.agent()) && population.follows().follow(agent, follow.agent());
      case SocialAction.Unfollow unfollow ->
          known(unfollow.agent()) && population.follows().unfollow(agent, unfollow.agent());
      case SocialAction.Mute mute ->
          known(mute.agent())
              && mute.agent() != agent
              && mutes.computeIfAbsent(agent, key -> new HashSet<>()).add(mute.agent());
      case SocialAction.Search search -> {
        searches.put(agent, search.words());
        yield true;
      }
    };
  }

  private boolean vote(int agent, SocialAction.Vote vote) {
    int id = vote.message();
    if (!visible(id) || !ballots.cast(agent, id, messages.round(id))) {
      return false;
    }
    messages.vote(id, vote.up());
    hot.touch(id);
    int author = messages.author(id);
    if (author != Messages.ANNOUNCER) {
      population.moveConfidence(author, vote.up() ? 0.005 : -0.008);
    }
    return true;
  }

  private boolean visible(int id) {
    return messages.has(id) && id < frozenEnd;
  }

  private boolean known(int agent) {
    return agent >= 0 && agent < population.size();
  }

  private int write(MessageKind kind, int author, int parent, Wording words) {
    double stance =
        kind == MessageKind.REPOST ? messages.stance(parent) : population.stance(author);
    int id = messages.add(kind, round, author, parent, stance, words);
    newestOf[author] = id;
    return id;
  }

  /** Archives what has been open for a day. */
  @Override
  public void tick(int closed, Consumer<WorldEvent> publish) {
    int left = messages.first();
    while (left < messages.end() && messages.round(left) <= closed - ROUNDS_OPEN) {
      left++;
    }
    archiveBefore(left);
    tellOfTheHottest(publish);
  }

  /** A message that a good part of all agents like is news elsewhere too, once. */
  private void tellOfTheHottest(Consumer<WorldEvent> publish) {
    if (frozenHot.length == 0 || !messages.has(frozenHot[0])) {
      return;
    }
    int hottest = frozenHot[0];
    if (hottest > newestTold
        && messages.author(hottest) >= 0
        && messages.likes(hottest) >= NEWS * population.size()) {
      newestTold = hottest;
      String news = "Many share what " + population.name(messages.author(hottest)) + " wrote.";
      publish.accept(new WorldEvent(NAME, news, messages.stance(hottest) / 2));
    }
  }

  /** Archives all that is left, at the end of a run. */
  public void finish() {
    archiveBefore(messages.end());
  }

  private void archiveBefore(int end) {
    if (end == messages.first()) {
      return;
    }
    for (int id = messages.first(); id < end; id++) {
      archive.close(messages, id);
    }
    messages.dropBefore(end);
  }

  @Override
  public void save(StateOutput out) throws IOException {
    messages.save(out);
    hot.save(out);
    ballots.save(out);
    out.ints(newestOf);
    out.ints(newestAnswerTo);
    out.writeInt(round);
    out.writeInt(newestTold);
    out.writeInt(mutes.size());
    for (Map.Entry<Integer, Set<Integer>> entry : mutes.entrySet()) {
      out.writeInt(entry.getKey());
      out.ints(entry.getValue().stream().mapToInt(Integer::intValue).toArray());
    }
    out.writeInt(searches.size());
    for (Map.Entry<Integer, String> entry : searches.entrySet()) {
      out.writeInt(entry.getKey());
      out.text(entry.getValue());
    }
  }

  @Override
  public void restore(StateInput in) throws IOException {
    messages.restore(in);
    hot.restore(in);
    ballots.restore(in);
    newestOf = in.ints();
    newestAnswerTo = in.ints();
    round = in.readInt();
    newestTold = in.readInt();
    mutes.clear();
    for (int left = in.readInt(); left > 0; left--) {
      Set<Integer> muted = mutes.computeIfAbsent(in.readInt(), key -> new HashSet<>());
      for (int agent : in.ints()) {
        muted.add(agent);
      }
    }
    searches.clear();
    for (int left = in.readInt(); left > 0; left--) {
      searches.put(in.readInt(), in.text());
    }
  }
}
