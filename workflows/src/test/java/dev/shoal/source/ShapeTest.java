package dev.shoal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void whatIsNewGoneOrOfAnotherTypeIsDrift() throws Exception {
    Shape before = shape("{\"id\": 1, \"name\": \"a\", \"old\": true}");
    Shape later = shape("{\"id\": \"1\", \"name\": \"b\", \"tags\": []}");
    assertThat(before.drift(later))
        .containsExactly("id is string, was number", "tags (array) is new", "old is gone");
  }

  @Test
  void nullTellsNothingOfAType() throws Exception {
    Shape before = shape("{\"id\": 1, \"name\": null}");
    assertThat(before.drift(shape("{\"id\": 2, \"name\": \"b\"}"))).isEmpty();
    assertThat(before.and(shape("{\"name\": {}}")).fields()).containsEntry("name", "object");
  }

  @Test
  void noRecordsAreNoDrift() throws Exception {
    assertThat(shape("{\"id\": 1}").drift(Shape.NONE)).isEmpty();
    assertThat(Shape.NONE.drift(shape("{\"id\": 1}"))).isEmpty();
  }

  @Test
  void twoTypesInOnePassAreMixed() throws Exception {
    assertThat(shape("{\"a\": 1}").and(shape("{\"a\": \"x\"}")).fields())
        .containsEntry("a", "mixed");
  }

  private static Shape shape(String json) throws JsonProcessingException {
    return Shape.of(new JsonMapper().readTree(json));
  }
}
