package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A market's last price. */
public record MarketStatus(
    @JsonPropertyDescription("id of the market.") String id,
    @JsonPropertyDescription("question that the market resolves.") String question,
    @JsonPropertyDescription("probability of YES: the market maker's last price, as a decimal.")
        String probability) {}
