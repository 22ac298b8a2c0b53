package io.tertulia.server.identity;

/// A product whose people chat here: everything belongs to exactly one.
///
/// @param key the number under which its rows are kept; never seen outside
/// @param id the name in addresses and tokens
/// @param anonymous whether somebody made it without asking and nobody has claimed it: then nothing
///   it does may be felt outside of this server
public record App(long key, String id, AppSettings settings, boolean anonymous) {
  /// One that whoever runs the server knows of.
  public App(long key, String id, AppSettings settings) {
    this(key, id, settings, false);
  }
}
