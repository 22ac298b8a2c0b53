package io.tertulia.client.link;

/// That there is no line, although one is wanted.
///
/// @param until when the next attempt begins, milliseconds since 1970 by this machine's clock
/// @param why the last line broke, or could not be had
public record Outage(long until, Failure why) {}
