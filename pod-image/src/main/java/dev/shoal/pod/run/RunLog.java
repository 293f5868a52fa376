package dev.shoal.pod.run;

import dev.shoal.pod.artifact.JsonSequence;
import dev.shoal.pod.engine.ActivityClock;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Stateful;
import dev.shoal.pod.social.MessageKind;
import dev.shoal.pod.social.Messages;
import dev.shoal.pod.social.SocialEnvironment;
import dev.shoal.protocol.artifact.ActionEntry;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.ChatEntry;
import dev.shoal.protocol.artifact.EngagementSummary;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.RecordedAnswer;
import dev.shoal.protocol.artifact.Trade;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run leaves behind, written to files as it happens; memory holds one line of counts a
 * round.
 */
public final class RunLog implements SocialEnvironment.Archive, Stateful, Closeable {
  private static final String ANNOUNCER = "Announcement";

  private final Population population;
  private final Path folder;
  private final JsonSequence actions;
  private final JsonSequence chat;
  private final JsonSequence posts;
  private final JsonSequence trades;
  private final JsonSequence answers;
  private final Trajectories trajectories;
  private final List<EngagementSummary.Round> rounds = new ArrayList<>();
  private Counts counts = new Counts();
  private long questions;
  private long unanswered;

  RunLog(Population population, Path folder) throws IOException {
    this.population = population;
    this.folder = folder;
    this.actions = new JsonSequence(ArtifactKind.ACTIONS, folder);
    this.chat = new JsonSequence(ArtifactKind.CHAT_LOG, folder);
    this.posts = new JsonSequence(ArtifactKind.POSTS, folder);
    this.trades = new JsonSequence(ArtifactKind.TRADES, folder);
    this.answers = new JsonSequence(ArtifactKind.ANSWERS, folder);
    this.trajectories = new Trajectories(population.size(), folder);
    trajectories.add(population);
  }

  void applied(ActionEntry entry) {
    counts.add(entry.action());
    add(actions, entry);
  }

  void traded(Trade trade) {
    counts.trades++;
    add(trades, trade);
  }

  void answered(List<RecordedAnswer> fresh) {
    for (RecordedAnswer answer : fresh) {
      questions++;
      unanswered += answer.answer() == null ? 1 : 0;
      add(answers, answer);
    }
  }

  @Override
  public void close(Messages messages, int id) {
    add(chat, chatEntry(messages, id));
    if (isPost(messages.kind(id))) {
      add(posts, postEntry(messages, id));
    }
  }

  void closed(int round, int activeAgents) {
    rounds.add(counts.of(round, activeAgents));
    counts = new Counts();
    try {
      trajectories.add(population);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files' elements are all there; nothing is added any more. */
  void finish() throws IOException {
    actions.finish();
    chat.finish();
    posts.finish();
    trades.finish();
    answers.finish();
    trajectories.flush();
  }

  /** Counts by round. */
  public List<EngagementSummary.Round> rounds() {
    return rounds;
  }

  /** Share of questions to a model that it failed to answer, in [0, 1]. */
  public double fallbackRate() {
    return questions == 0 ? 0 : (double) unanswered / questions;
  }

  /** Minds by round. */
  public Trajectories trajectories() {
    return trajectories;
  }

  /** Folder of the files. */
  public Path folder() {
    return folder;
  }

  /** Files that a checkpoint must hold, by name, with all that was added so far in them. */
  Map<String, Path> growing() throws IOException {
    return Map.of(
        "actions",
        actions.flushed(),
        "chat",
        chat.flushed(),
        "posts",
        posts.flushed(),
        "trades",
        trades.flushed(),
        "answers",
        answers.flushed(),
        "trajectories",
        trajectories.flush());
  }

  /** Goes on behind what a checkpoint has put into the files. */
  void reopen() throws IOException {
    actions.reopen();
    chat.reopen();
    posts.reopen();
    trades.reopen();
    answers.reopen();
    trajectories.reopen();
  }

  /** A message as the chat log shows it. */
  ChatEntry chatEntry(Messages messages, int id) {
    int author = messages.author(id);
    int parent = messages.parent(id);
    return new ChatEntry(
        id,
        messages.round(id),
        ActivityClock.minute(messages.round(id)),
        messages.kind(id).name().toLowerCase(Locale.ROOT),
        author == Messages.ANNOUNCER ? null : author,
        author == Messages.ANNOUNCER ? ANNOUNCER : population.name(author),
        parent == Messages.NONE ? null : parent,
        messages.text(id),
        messages.likes(id),
        messages.dislikes(id));
  }

  private PostEntry postEntry(Messages messages, int id) {
    return new PostEntry(
        id,
        messages.round(id),
        messages.author(id),
        population.name(messages.author(id)),
        messages.stance(id),
        messages.text(id),
        messages.likes(id),
        messages.dislikes(id),
        messages.replies(id),
        messages.reposts(id),
        messages.hotness(id));
  }

  private static boolean isPost(MessageKind kind) {
    return switch (kind) {
      case POST, REPLY, QUOTE -> true;
      case REPOST, EVENT -> false;
    };
  }

  private static void add(JsonSequence to, Object element) {
    try {
      to.add(element);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void save(StateOutput out) throws IOException {
    out.writeInt(rounds.size());
    for (EngagementSummary.Round round : rounds) {
      out.ints(
          new int[] {
            round.round(),
            round.activeAgents(),
            round.posts(),
            round.replies(),
            round.reposts(),
            round.votes(),
            round.trades()
          });
    }
    out.writeLong(questions);
    out.writeLong(unanswered);
    trajectories.save(out);
  }

  @Override
  public void restore(StateInput in) throws IOException {
    rounds.clear();
    for (int left = in.readInt(); left > 0; left--) {
      int[] of = in.ints();
      rounds.add(new EngagementSummary.Round(of[0], of[1], of[2], of[3], of[4], of[5], of[6]));
    }
    questions = in.readLong();
    unanswered = in.readLong();
    trajectories.restore(in);
  }

  @Override
  public void close() throws IOException {
    actions.close();
    chat.close();
    posts.close();
    trades.close();
    answers.close();
    trajectories.close();
  }

  /** Of the round that is under way. */
  private static final class Counts {
    private int posts;
    private int replies;
    private int reposts;
    private int votes;
    private int trades;

    void add(String action) {
      switch (action) {
        case "create_post" -> posts++;
        case "reply" -> replies++;
        case "repost", "quote" -> reposts++;
        case "vote_up", "vote_down" -> votes++;
        default -> {}
      }
    }

    EngagementSummary.Round of(int round, int activeAgents) {
      return new EngagementSummary.Round(
          round, activeAgents, posts, replies, reposts, votes, trades);
    }
  }
}
