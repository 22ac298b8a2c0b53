package io.tertulia.backend;

import java.util.Locale;

/// Who carries push notifications to a device.
public enum PushProvider {
  /// Firebase Cloud Messaging.
  FCM,
  /// Apple Push Notification service.
  APNS;

  String key(String token) {
    return name().toLowerCase(Locale.ROOT) + ":" + Arguments.text("push token", token);
  }
}
