package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;

/// A place on earth.
///
/// @param latitude degrees, -90 to 90
/// @param longitude degrees, -180 to 180
@SuppressWarnings("exports")
public record LocationBlock(double latitude, double longitude)
    implements ContentBlock, SendContentBlock {
  public LocationBlock {
    check("latitude", latitude, 90);
    check("longitude", longitude, 180);
  }

  private static void check(String name, double degrees, int max) {
    if (!(Math.abs(degrees) <= max)) {
      throw new IllegalArgumentException(
          name + ": " + degrees + " (expected: -" + max + " to " + max + ")");
    }
  }

  @Override
  public Json json() {
    return Json.object()
        .put("type", "location")
        .put("latitude", new Json.Real(latitude))
        .put("longitude", new Json.Real(longitude))
        .build();
  }
}
