package io.tertulia.server;

import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import java.sql.SQLException;

/// The app that a new store begins with, so that there is something to try out.
final class Demo {
  static final String ID = "demo";

  private Demo() {}

  /// Creates the app in a store without apps, and lets its clients claim to be anybody exactly when
  /// `dev` is set.
  static void prepare(Apps apps, boolean dev) throws SQLException {
    if (apps.isEmpty()) {
      apps.create(ID, AppSettings.DEFAULT);
    }
    App demo = apps.find(ID).exceptionally(unknown -> null).join();
    if (demo != null && demo.settings().verifyIdentity() == dev) {
      apps.change(demo, settings -> settings.withVerifyIdentity(!dev));
    }
  }
}
