package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Desired state of a job. Fields with a default are filled in by the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.seed), has(self.seedFrom), has(self.replayOf)].filter(given, given).size() == 1",
    message = "set exactly one of spec.seed, spec.seedFrom and spec.replayOf")
@ValidationRule(
    value = "has(self.goal) || has(self.replayOf)",
    message = "spec.goal is missing: ask the question that the report answers")
@ValidationRule(
    value =
        "!has(self.replayOf) || !(has(self.goal) || has(self.rounds) || has(self.agents) ||"
            + " has(self.markets) || has(self.beliefs) || has(self.scheduledEvents))",
    message =
        "spec.replayOf repeats all of that job: remove goal, rounds, agents, markets, beliefs and"
            + " scheduledEvents")
@ValidationRule(
    value = "!has(self.seed) || self.seed.matches('[^\\\\s]')",
    message = "spec.seed is empty: give the document that the agents discuss")
@ValidationRule(
    value = "!has(self.goal) || self.goal.matches('[^\\\\s]')",
    message = "spec.goal is empty: ask the question that the report answers")
@ValidationRule(
    value =
        "!has(self.goal) || !self.goal.matches('[\\\\x00-\\\\x08\\\\x0b-\\\\x1f\\\\x7f\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]')",
    message = "spec.goal has control or bidirectional formatting characters: remove them")
@ValidationRule(
    value =
        "!has(self.markets) || self.markets.all(m, !m.question.matches('[\\\\x00-\\\\x1f\\\\x7f\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]'))",
    message =
        "spec.markets[].question has control or bidirectional formatting characters: remove them")
@ValidationRule(
    value = "!has(self.markets) || self.markets.all(m, self.markets.exists_one(n, n.id == m.id))",
    message = "spec.markets[].id must be unique: rename one of the markets")
public record SimulationJobSpec(
    @JsonPropertyDescription(
            "seed is the text that the agents discuss, at most 50,000 characters. Exactly one of"
                + " seed, seedFrom and replayOf is set. Immutable once started.")
        @Size(min = 1, max = 50000)
        @Nullable String seed,
    @JsonPropertyDescription(
            "seedFrom names where the seed text is kept. Exactly one of seed, seedFrom and replayOf is"
                + " set. Read once, at the start. Immutable once started.")
        @Nullable SeedSource seedFrom,
    @JsonPropertyDescription(
            "replayOf is the UID of a completed job of this namespace whose model's answers are used"
                + " again: all that it did is repeated byte for byte, with its seed, goal, markets and"
                + " limits, and without a GPU. Exactly one of seed, seedFrom and replayOf is set."
                + " Immutable once started.")
        @Size(min = 36, max = 36)
        @Pattern("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
        @Nullable String replayOf,
    @JsonPropertyDescription(
            "goal is the question that the report answers, at most 2,000 characters. Needed but for"
                + " replayOf. Immutable once started.")
        @Size(min = 1, max = 2000)
        @Nullable String goal,
    @JsonPropertyDescription(
            "tier names the SimulationTier that chooses model, GPU and limits; see `kubectl get"
                + " simtier`. Immutable once started.")
        @Required
        @Size(min = 1, max = 253)
        String tier,
    @JsonPropertyDescription(
            "enrichWeb adds findings of a web search to the seed before the run, with citations, if"
                + " the installation has a search key; else the plain seed is used. Default false."
                + " Immutable once started.")
        @Default("false")
        @Nullable Boolean enrichWeb,
    @JsonPropertyDescription(
            "rounds to simulate, at most the tier's maxRounds. Default: the tier's maxRounds."
                + " Immutable once started.")
        @Min(1)
        @Max(100000)
        @Nullable Integer rounds,
    @JsonPropertyDescription(
            "agents to simulate, at most the tier's targetAgents. Default: the tier's targetAgents."
                + " Immutable once started.")
        @Min(2)
        @Max(1000000)
        @Nullable Integer agents,
    @JsonPropertyDescription(
            "markets are the prediction markets that the agents trade on. Default: derived from goal"
                + " and seed. Immutable once started.")
        @Size(min = 1, max = 20)
        @Nullable List<MarketSpec> markets,
    @JsonPropertyDescription(
            "forecastDays is the horizon of the question in days, told to the agents. Default 90."
                + " Immutable once started.")
        @Min(1)
        @Max(3650)
        @Default("90")
        @Nullable Integer forecastDays,
    @JsonPropertyDescription(
            "randomSeed makes a run repeatable: with engine scripted the same seed gives the same"
                + " bytes. Default 0. Immutable once started.")
        @Default("0")
        @Nullable Long randomSeed,
    @JsonPropertyDescription(
            "beliefs choose how the agents' minds move. Default: by what they read. Immutable once"
                + " started.")
        @Nullable BeliefSpec beliefs,
    @JsonPropertyDescription(
            "scheduledEvents are announcements put before all agents at given rounds. Default: none."
                + " Immutable once started.")
        @Size(max = 100)
        @Nullable List<ScheduledEvent> scheduledEvents,
    @JsonPropertyDescription(
            "pod is added to the job's pods: labels, annotations, pull secrets and the like. Immutable"
                + " once started.")
        @Nullable PodTemplate pod,
    @JsonPropertyDescription(
            "podRetention keeps the last pod of a failed run for a while, to be looked into. Default:"
                + " none is kept. Mutable.")
        @Nullable PodRetention podRetention,
    @JsonPropertyDescription(
            "report says whether a report is written, and who is told. Default: it is, and nobody."
                + " Immutable once started.")
        @Nullable ReportSpec report,
    @JsonPropertyDescription(
            "suspend keeps the job from running: a new job stays Draft; a running one is stopped and"
                + " its GPU given back; set false again, it starts anew. Default false. Mutable.")
        @Default("false")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "rerun asks for another run once the job has ended, and only then. Default: none. Mutable.")
        @Nullable RerunSpec rerun,
    @JsonPropertyDescription(
            "activeDeadlineSeconds limits the time from status.startTime to the end, report"
                + " included; then the job fails as DeadlineExceeded. Cleared by suspend. Default:"
                + " none. Read when a run starts.")
        @Min(60)
        @Max(31536000)
        @Nullable Long activeDeadlineSeconds,
    @JsonPropertyDescription(
            "budget limits what the job may cost. Default: no limit. May grow once started.")
        @Nullable BudgetSpec budget,
    @JsonPropertyDescription(
            "ttlSecondsAfterFinished deletes the resource this long after its end; its row and"
                + " artifacts stay. Default: never. Mutable.")
        @Min(0)
        @Max(315360000)
        @Nullable Long ttlSecondsAfterFinished) {}
