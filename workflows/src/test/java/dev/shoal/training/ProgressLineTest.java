package dev.shoal.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.training.TrainingFindings.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
  @ParameterizedTest
  @CsvSource({
    "epoch=3 step=1200 loss=0.25,           3, 1200, 0.25",
    "'[2026-11-25] INFO epoch=1, loss=nan', 1,     , nan",
    "step=7 loss=-1.5e-3,                    , 7, -1.5e-3",
    "loss=inf,                               ,  , inf",
    "'my_step=5 epoch=2',                   2,  , ",
    "'epoch=2.5 step=3',                     , 3, ",
  })
  void readsWhatALineTells(String line, Long epoch, Long step, String loss) {
    assertThat(ProgressLine.last(List.of(line))).isEqualTo(new Progress(epoch, step, loss));
  }

  @Test
  void theLastOfEachCounts() {
    assertThat(ProgressLine.last(List.of("epoch=1 loss=2", "step=9", "epoch=2", "done")))
        .isEqualTo(new Progress(2L, 9L, "2"));
  }

  /** A log is the container's: what is no number of a bounded length is not told. */
  @ParameterizedTest
  @CsvSource({
    "nothing here",
    "epoch=many",
    "loss=<script>alert(1)</script>",
    "epoch=99999999999999999999999999",
    "loss=1x",
  })
  void anythingElseTellsNothing(String line) {
    assertThat(ProgressLine.last(List.of(line))).isNull();
  }
}
