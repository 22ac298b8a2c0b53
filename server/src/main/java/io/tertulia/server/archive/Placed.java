package io.tertulia.server.archive;

/// A line and where it stands.
///
/// @param number from 1 up, as editors count
public record Placed(long number, ArchiveLine line) {}
