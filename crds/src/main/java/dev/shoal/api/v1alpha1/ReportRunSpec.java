package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Desired state of a report. Fields with a default are filled in by the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "(self.report == 'MarketAccuracy') == has(self.outcomes)",
    message =
        "spec.outcomes says what happened: MarketAccuracy needs it, other reports can't have it")
@ValidationRule(
    value = "!self.send || has(self.channel)",
    message = "spec.channel says where the report goes: set it, or set spec.send to false")
public record ReportRunSpec(
    @JsonPropertyDescription(
            "report is the name of a built-in: DailyJobs (what was submitted, completed and failed, and"
                + " why), GpuCost (GPU time and its price by namespace and tier) or MarketAccuracy (how"
                + " close markets came to what happened). It is about the resource's own namespace; in"
                + " the installation's own namespace it is about all. Immutable once started.")
        @Required
        BuiltInReport report,
    @JsonPropertyDescription(
            "days that it is about, the one in which it starts among them, from midnight UTC: of jobs"
                + " for DailyJobs, of GPU time for GpuCost, of forecasts for MarketAccuracy. Default 1,"
                + " for MarketAccuracy 366. Immutable once started.")
        @Min(1)
        @Max(366)
        @Nullable Integer days,
    @JsonPropertyDescription(
            "outcomes are what happened, for MarketAccuracy. Immutable once started.")
        @Size(min = 1, max = 500)
        @Nullable List<MarketOutcome> outcomes,
    @JsonPropertyDescription(
            "channel is where the report goes. Needed unless send is false. Immutable once started.")
        @Nullable ReportChannel channel,
    @JsonPropertyDescription(
            "send sends the report to the channel; false only stores it. Default true. Immutable once"
                + " started.")
        @Default("true")
        @Nullable Boolean send,
    @JsonPropertyDescription(
            "suspend keeps the report from being made; set false again, it is made. Default false."
                + " Mutable.")
        @Default("false")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "ttlSecondsAfterFinished deletes the resource this long after its end; its row and files"
                + " stay. Default: never. Mutable.")
        @Min(0)
        @Max(315360000)
        @Nullable Long ttlSecondsAfterFinished) {}
