package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A mail. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmailSpec(
    @JsonPropertyDescription("to are the addresses that it goes to.")
        @Required
        @Size(min = 1, max = 20)
        List<@Size(max = 254) @Pattern("^[^@\\s<>,;]+@[^@\\s<>,;]+$") String> to,
    @JsonPropertyDescription("from is the address that it comes from.")
        @Required
        @Size(max = 254)
        @Pattern("^[^@\\s<>,;]+@[^@\\s<>,;]+$")
        String from,
    @JsonPropertyDescription(
            "serverSecretRef is a Secret of the same namespace with host, and optionally port (587),"
                + " security (starttls, tls or none; starttls), username and password.")
        @Required
        SecretRef serverSecretRef) {}
