package dev.shoal.activity;

import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.Channel;
import dev.shoal.job.Reason;
import dev.shoal.notify.Channels;
import dev.shoal.notify.Letter;
import dev.shoal.workflow.JobRef;
import java.io.IOException;

/** Tells a channel on behalf of a run; throws what the workflow fails by, or tries again by. */
record Delivery(Channels channels) {
  /**
   * Tells.
   *
   * @param about kind of what is told
   */
  void send(JobRef run, String about, Briefing briefing, Channel channel) {
    Letter letter =
        new Letter(run.jobId() + "-r" + run.run(), about, run.namespace(), run.name(), briefing);
    try {
      channels.send(letter, channel);
    } catch (Channels.Refused e) {
      throw Failures.permanent(Reason.NOT_DELIVERED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Failures.temporary(Reason.NOT_DELIVERED, String.valueOf(e.getMessage()), e);
    }
  }
}
