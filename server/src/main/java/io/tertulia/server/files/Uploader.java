package io.tertulia.server.files;

import org.jspecify.annotations.Nullable;

/// Who uploads.
///
/// @param app key of the app
/// @param appId the app's id
/// @param userId null for the app itself
/// @param anonymous whether somebody made the app without asking, and nobody has claimed it
public record Uploader(long app, String appId, @Nullable String userId, boolean anonymous) {
  /// Somebody of an app that whoever runs the server knows of.
  public Uploader(long app, String appId, @Nullable String userId) {
    this(app, appId, userId, false);
  }
}
