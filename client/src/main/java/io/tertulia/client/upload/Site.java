package io.tertulia.client.upload;

import okhttp3.HttpUrl;

/// Who asks where.
///
/// @param app where the app's API is, as `https://chat.example/v1/demo`
public record Site(HttpUrl app, String userId, String agent) {}
