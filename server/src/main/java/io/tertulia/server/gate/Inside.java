package io.tertulia.server.gate;

/// What all connections share.
record Inside(Below below, GateLimits limits, Counters counters, Incidents incidents) {}
