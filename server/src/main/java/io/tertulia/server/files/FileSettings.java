package io.tertulia.server.files;

/// Where files are kept and found.
///
/// @param url where clients reach `/files` from outside, such as `https://files.example.com`; empty
///   for the address at which the server listens. It stands in what REST and webhooks tell; clients
///   of the SDK go where they are connected
/// @param vault `folder`, or the name of another kind of vault that is installed, such as `s3`
/// @param blockedTypes media types that are refused, with commas between; by content
/// @param s3 where the vault `s3` is
public record FileSettings(String url, String vault, String blockedTypes, S3Settings s3) {
  public static final FileSettings DEFAULT = new FileSettings("", "folder", "", S3Settings.DEFAULT);
}
