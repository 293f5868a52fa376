package dev.shoal.pod.seed;

import dev.shoal.protocol.artifact.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds named entities in a seed by rules: capitalised names, and bodies such as "the police
 * union".
 */
public final class EntityExtractor {
  private static final int MOST_ENTITIES = 60;
  private static final String BODY_WORDS =
      "union|league|association|guild|cooperative|council|department|initiative|group|chamber|"
          + "commission|ministry|court|police|government|operator|party|committee|board|agency|"
          + "mayors|workers|residents|retailers|carriers|unions";
  private static final Pattern NAME =
      Pattern.compile("\\p{Lu}[\\p{L}'’-]+(?:(?: of| the| and the)? \\p{Lu}[\\p{L}'’-]+)*");
  private static final Pattern BODY =
      Pattern.compile("\\b[Tt]he ((?:[a-z]+['’]? ){0,2}(?:" + BODY_WORDS + ")(?: of [a-z]+)?)\\b");
  private static final Pattern TITLE = Pattern.compile("[\"“„][^\"”“„]{1,60}[\"”“]");
  private static final Pattern PERSON_BEFORE =
      Pattern.compile(
          "(?:led by|mayor,?|minister,?|Dr\\.|Prof\\.|Mr\\.|Ms\\.|Mrs\\.|spokesman|spokeswoman|"
              + "economist|chief|director|captain|judge) $");
  private static final Pattern ORGANISATION =
      Pattern.compile(
          "(?i).*(klinikum|university|greens|democrats|liberals|party|group|bank|"
              + BODY_WORDS
              + "|\\bAG|GmbH|Inc|Ltd|line|lines|logistics|kurier|times|post|news).*");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?i).*(hafen(?!kurier)|burg|stadt|strasse|street|port |city|valley|river|county).*");
  private static final Set<String> NOT_NAMES =
      Set.of(
          "the",
          "a",
          "an",
          "on",
          "in",
          "at",
          "by",
          "for",
          "from",
          "and",
          "but",
          "if",
          "it",
          "its",
          "they",
          "their",
          "this",
          "that",
          "these",
          "those",
          "there",
          "when",
          "while",
          "with",
          "after",
          "before",
          "among",
          "about",
          "as",
          "all",
          "many",
          "most",
          "some",
          "no",
          "not",
          "we",
          "he",
          "she",
          "his",
          "her",
          "who",
          "what",
          "will",
          "goal",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "eur",
          "usd",
          "teu",
          "dr",
          "yes",
          "one",
          "two",
          "three",
          "eleven",
          "hundred");

  private EntityExtractor() {}

  /** Entities of a document, most often named first, then in order of appearance. */
  public static Entities extract(SeedDocument document) {
    List<Entity> entities = entities(document);
    return new Entities(entities, relations(entities));
  }

  private static List<Entity> entities(SeedDocument document) {
    Map<String, Found> found = new LinkedHashMap<>();
    for (int i = 0; i < document.sentences().size(); i++) {
      String sentence = document.sentences().get(i);
      Matcher bodies = BODY.matcher(sentence);
      while (bodies.find()) {
        add(found, inFull(bodies.group(1), found.keySet()), "Organisation", i);
      }
      Matcher names = NAME.matcher(withoutTitles(sentence));
      while (names.find()) {
        String name = trimmed(names.group());
        boolean firstWord = names.start() == 0 && !name.contains(" ");
        if (!name.isEmpty() && !(firstWord && isOrdinaryWord(name, document))) {
          String before = sentence.substring(0, names.start());
          add(found, name, label(name, before), i);
        }
      }
    }
    return found.entrySet().stream()
        .map(entry -> entry.getValue().entity(entry.getKey(), document))
        .sorted(Comparator.comparingInt((Entity entity) -> -entity.sentences().size()))
        .limit(MOST_ENTITIES)
        .toList();
  }

  /** Pairs of entities that stand in one sentence. */
  static List<Relation> relations(List<Entity> entities) {
    List<Relation> relations = new ArrayList<>();
    for (int i = 0; i < entities.size(); i++) {
      for (int j = i + 1; j < entities.size(); j++) {
        Set<Integer> shared = new TreeSet<>(entities.get(i).sentences());
        shared.retainAll(entities.get(j).sentences());
        if (!shared.isEmpty()) {
          relations.add(
              new Relation(
                  entities.get(i).name(), entities.get(j).name(), "named_with", shared.size()));
        }
      }
    }
    return relations;
  }

  private static void add(Map<String, Found> found, String name, String label, int sentence) {
    found.computeIfAbsent(name, key -> new Found(label, new ArrayList<>())).at(sentence);
  }

  private static String label(String name, String before) {
    if (PERSON_BEFORE.matcher(before).find()) {
      return "Person";
    }
    if (ORGANISATION.matcher(name).matches()) {
      return "Organisation";
    }
    if (PLACE.matcher(name).matches() || before.endsWith(" in ") || before.endsWith(" to ")) {
      return "Place";
    }
    return name.matches("\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+") ? "Person" : "Organisation";
  }

  private static String trimmed(String name) {
    String rest = name.replaceAll("(['’]s?)$", "");
    while (!rest.isEmpty()) {
      String first = rest.split(" ", 2)[0];
      if (!NOT_NAMES.contains(first.toLowerCase(Locale.ROOT))) {
        break;
      }
      rest = rest.length() > first.length() ? rest.substring(first.length() + 1) : "";
    }
    return rest;
  }

  /** A sentence's first word is a name only where it stands capitalised elsewhere too. */
  private static boolean isOrdinaryWord(String word, SeedDocument document) {
    Pattern inside = Pattern.compile("[^.!?] " + Pattern.quote(word) + "\\b");
    return document.sentences().stream().noneMatch(sentence -> inside.matcher(sentence).find());
  }

  /** "The initiative" is the parents' initiative of before, if there was one. */
  private static String inFull(String body, Set<String> known) {
    return known.stream()
        .filter(name -> name.endsWith(" " + body))
        .findFirst()
        .orElseGet(() -> capitalised(body));
  }

  /** The same text, blank where it quotes a few words: the capitals of a title name nobody. */
  private static String withoutTitles(String sentence) {
    return TITLE.matcher(sentence).replaceAll(title -> " ".repeat(title.group().length()));
  }

  private static String capitalised(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private record Found(String label, List<Integer> sentences) {
    void at(int sentence) {
      if (sentences.isEmpty() || sentences.getLast() != sentence) {
        sentences.add(sentence);
      }
    }

    Entity entity(String name, SeedDocument document) {
      double polarity =
          sentences.stream()
              .mapToDouble(i -> Polarity.of(document.sentences().get(i)))
              .average()
              .orElse(0);
      String summary = document.sentences().get(sentences.getFirst());
      return new Entity(
          name,
          label,
          List.copyOf(sentences),
          polarity,
          summary,
          "The voice of " + name + ". " + summary);
    }
  }
}
