package io.tertulia.server.files;

import org.jspecify.annotations.Nullable;

/// Who uploads.
///
/// @param app key of the app
/// @param appId the app's id
/// @param userId null for the app itself
public record Uploader(long app, String appId, @Nullable String userId) {}
