package io.tertulia.server.gate;

/// What all connections share.
record Inside(
    Below below, GateLimits limits, Rates rates, Counters counters, Incidents incidents) {}
