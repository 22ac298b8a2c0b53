package io.tertulia.server.chat;

import java.util.concurrent.CompletableFuture;

/// That an erasure has begun: nobody finds any more what is erased, and the rest is sure to follow,
/// also after a crash.
///
/// @param over completes when nothing is left on the disk; never when the server stops before: then
///   it goes on with the next start
public record Erasing(CompletableFuture<Void> over) {}
