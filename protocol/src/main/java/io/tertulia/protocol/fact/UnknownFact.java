package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Json;

/// A kind of fact that a newer peer knows; kept as it came.
public record UnknownFact(long version, Json.Obj json) implements Fact {}
