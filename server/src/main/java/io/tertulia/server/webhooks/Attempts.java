package io.tertulia.server.webhooks;

/// How an event fared that was brought and not taken, since the server was started.
///
/// @param count how many attempts there were
/// @param error why the last one failed: a status or the kind of failure
/// @param nextAt it is not tried again before, in milliseconds since 1970
record Attempts(int count, String error, long nextAt) {}
