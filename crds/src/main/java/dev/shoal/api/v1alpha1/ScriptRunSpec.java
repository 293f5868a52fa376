package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Desired state of a script. Fields with a default are filled in by the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.script) != has(self.compound)",
    message = "set exactly one of spec.script and spec.compound")
@ValidationRule(
    value = "has(self.script) == has(self.image)",
    message =
        "spec.image is what spec.script runs in, and needed with it; spec.compound runs in Shoal's own")
@ValidationRule(
    value = "has(self.script) || (!has(self.interpreter) && !has(self.env))",
    message = "spec.interpreter and spec.env are about spec.script: leave them out")
@ValidationRule(
    value =
        "!has(self.env) || self.env.all(k, k.matches('^[A-Za-z_][A-Za-z0-9_]*$') &&"
            + " !k.startsWith('SHOAL_'))",
    message =
        "env has a name that is no environment variable's, or begins with SHOAL_, which is Shoal's:"
            + " rename it")
public record ScriptRunSpec(
    @JsonPropertyDescription(
            "script is its text, at most 100,000 characters. Exactly one of script and compound is"
                + " set. Immutable once started.")
        @Size(min = 1, max = 100000)
        @Nullable String script,
    @JsonPropertyDescription(
            "compound is simulations in place of a script. Exactly one of script and compound is set."
                + " Immutable once started.")
        @Nullable CompoundSpec compound,
    @JsonPropertyDescription(
            "image that the script runs in, best pinned by digest: one of Linux with glibc, whose"
                + " programs run as any user. Immutable once started.")
        @Size(min = 1, max = 500)
        @Nullable String image,
    @JsonPropertyDescription(
            "interpreter of the image that the script is given to: sh or python3. Default sh."
                + " Immutable once started.")
        @Nullable Interpreter interpreter,
    @JsonPropertyDescription(
            "env are environment variables of the script, by name. Default: none. Immutable once"
                + " started.")
        @Size(max = 64)
        @Nullable Map<String, @Size(max = 4096) String> env,
    @JsonPropertyDescription(
            "resources of the container. Default: 50m CPU and 256Mi memory, with no limit but the"
                + " namespace's; 100Mi of the memory are the worker's beside a script. Immutable once"
                + " started.")
        @Nullable PodResources resources,
    @JsonPropertyDescription("timeoutSeconds that it may run. Default 300. Immutable once started.")
        @Min(1)
        @Max(86400)
        @Default("300")
        @Nullable Integer timeoutSeconds,
    @JsonPropertyDescription(
            "maxAttempts is how many pods it may have: one that is lost or crashes is followed by"
                + " another, in which it runs again from its beginning. An error of its own is never"
                + " tried again. Default 3. Immutable once started.")
        @Min(1)
        @Max(10)
        @Default("3")
        @Nullable Integer maxAttempts,
    @JsonPropertyDescription(
            "suspend keeps it from running: a running one is stopped; set false again, it starts anew."
                + " Default false. Mutable.")
        @Default("false")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "ttlSecondsAfterFinished deletes the resource this long after its end; its row and files"
                + " stay. Default: never. Mutable.")
        @Min(0)
        @Max(315360000)
        @Nullable Long ttlSecondsAfterFinished) {}
