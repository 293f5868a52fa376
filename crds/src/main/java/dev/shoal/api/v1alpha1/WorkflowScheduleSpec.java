package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Desired state of a schedule. Fields with a default are filled in by the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowScheduleSpec(
    @JsonPropertyDescription(
            "schedule in cron's five fields (minute, hour, day of month, month, day of week), or"
                + " @hourly, @daily, @weekly, @monthly, @yearly. Mutable, as all fields are.")
        @Required
        @Size(max = 100)
        @Pattern("^(@(hourly|daily|weekly|monthly|yearly)|[0-9A-Za-z*/,-]+( [0-9A-Za-z*/,-]+){4})$")
        String schedule,
    @JsonPropertyDescription(
            "timeZone that the schedule is read in, a name of the IANA database. Hours that its"
                + " clocks skip are left out, fixed hours that they repeat come once. Default UTC.")
        @Size(max = 64)
        @Pattern("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$")
        @Default("UTC")
        @Nullable String timeZone,
    @JsonPropertyDescription(
            "concurrencyPolicy says what becomes of a start while what an earlier one made has not"
                + " ended: Allow has both run, Forbid leaves the start out, Replace deletes the earlier"
                + " one. Default Allow.")
        @Default("Allow")
        @Nullable ConcurrencyPolicy concurrencyPolicy,
    @JsonPropertyDescription(
            "startingDeadlineSeconds is how late a start may be made, as after an outage; a later one"
                + " is left out. Default 3600.")
        @Min(10)
        @Max(31536000)
        @Default("3600")
        @Nullable Long startingDeadlineSeconds,
    @JsonPropertyDescription("suspend makes no further starts; what runs goes on. Default false.")
        @Default("false")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "successfulHistoryLimit is how many of those that succeeded are kept. Default 3.")
        @Min(0)
        @Max(100)
        @Default("3")
        @Nullable Integer successfulHistoryLimit,
    @JsonPropertyDescription(
            "failedHistoryLimit is how many of those that failed are kept. Default 1.")
        @Min(0)
        @Max(100)
        @Default("1")
        @Nullable Integer failedHistoryLimit,
    @JsonPropertyDescription("template is what each start makes.") @Required
        ScheduleTemplate template) {}
