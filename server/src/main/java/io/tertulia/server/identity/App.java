package io.tertulia.server.identity;

/// A product whose people chat here: everything belongs to exactly one.
///
/// @param key the number under which its rows are kept; never seen outside
/// @param id the name in addresses and tokens
public record App(long key, String id, AppSettings settings) {}
