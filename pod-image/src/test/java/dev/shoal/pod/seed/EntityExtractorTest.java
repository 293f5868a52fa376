package dev.shoal.pod.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityExtractorTest {
  @Test
  void peopleBodiesAndPlacesAreTold() {
    assertThat(
            names(
                "The mayor, Leyla Demir, met the police union in Hafenstadt. The Greens were there."))
        .containsExactlyInAnyOrder(
            "Leyla Demir/Person",
            "Police union/Organisation",
            "Hafenstadt/Place",
            "Greens/Organisation");
  }

  @Test
  void whatATitleNamesIsNobody() {
    assertThat(names("Now the parents' initiative \"Safe Ways to School\" supports it."))
        .containsExactly("Parents' initiative/Organisation");
  }

  @Test
  void aBodyThatIsShortenedLaterIsTheSame() {
    List<Entity> found =
        extract(
            "Now the parents' initiative supports it. Signatures came: the initiative has many.");
    assertThat(found)
        .singleElement()
        .satisfies(entity -> assertThat(entity.sentences()).containsExactly(0, 1));
  }

  private static List<String> names(String text) {
    return extract(text).stream().map(entity -> entity.name() + "/" + entity.label()).toList();
  }

  private static List<Entity> extract(String text) {
    return EntityExtractor.extract(SeedDocument.parse(text)).all();
  }
}
