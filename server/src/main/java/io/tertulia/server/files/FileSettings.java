package io.tertulia.server.files;

import java.util.regex.Pattern;

/// Where files are kept and found.
///
/// @param url where clients reach `/files` from outside, such as `https://files.example.com`; empty
///   for the address at which the server listens. It stands in what REST tells; clients of the SDK
///   go where they are connected
/// @param vault `folder`, or the name of another kind of vault that is installed, such as `s3`
/// @param blockedTypes media types that are refused, with commas between; by content
/// @param s3 where the vault `s3` is
public record FileSettings(String url, String vault, String blockedTypes, S3Settings s3) {
  public static final FileSettings DEFAULT = new FileSettings("", "folder", "", S3Settings.DEFAULT);

  private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/?#\\s]+(/[^?#\\s]*)?");

  public FileSettings {
    if (!url.isEmpty() && !ADDRESS.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "files.url: " + url + " (expected: an address such as https://files.example.com)");
    }
  }
}
