package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;

/// Changes to a user's properties.
///
/// @param email addresses, replaced as a whole; like `phone` and `pushTokens` never shown to other
///   users
/// @param pushTokens keys `fcm:…` or `apns:…`; the values carry nothing
/// @param availabilityText kept for the app, shown to nobody
public record UserPatch(
    Patch<String> name,
    MapPatch custom,
    Patch<String> locale,
    Patch<String> photoUrl,
    Patch<String> role,
    Patch<String> welcomeMessage,
    Patch<List<String>> email,
    Patch<List<String>> phone,
    MapPatch pushTokens,
    Patch<String> availabilityText) {
  /// Changes nothing.
  public static final UserPatch KEEP =
      new UserPatch(
          Patch.keep(),
          MapPatch.KEEP,
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          MapPatch.KEEP,
          Patch.keep());

  /// Only a name.
  public static UserPatch ofName(String name) {
    return new UserPatch(
        Patch.put(name),
        KEEP.custom,
        KEEP.locale,
        KEEP.photoUrl,
        KEEP.role,
        KEEP.welcomeMessage,
        KEEP.email,
        KEEP.phone,
        KEEP.pushTokens,
        KEEP.availabilityText);
  }

  public static UserPatch read(Fields fields) {
    return new UserPatch(
        Patch.readText(fields, "name"),
        MapPatch.read(fields, "custom"),
        Patch.readText(fields, "locale"),
        Patch.readText(fields, "photoUrl"),
        Patch.readText(fields, "role"),
        Patch.readText(fields, "welcomeMessage"),
        readTexts(fields, "email"),
        readTexts(fields, "phone"),
        readTokens(fields),
        Patch.readText(fields, "availabilityText"));
  }

  public Json json() {
    Json.Builder out = Json.object();
    Patch.writeText(name, out, "name");
    custom.write(out, "custom");
    Patch.writeText(locale, out, "locale");
    Patch.writeText(photoUrl, out, "photoUrl");
    Patch.writeText(role, out, "role");
    Patch.writeText(welcomeMessage, out, "welcomeMessage");
    email.write(out, "email", Json::of);
    phone.write(out, "phone", Json::of);
    pushTokens.write(out, "pushTokens");
    Patch.writeText(availabilityText, out, "availabilityText");
    return out.build();
  }

  private static Patch<List<String>> readTexts(Fields fields, String name) {
    return Patch.read(
        fields,
        name,
        (json, path) -> {
          if (json instanceof Json.Str one) {
            return List.of(one.value());
          }
          return fields.texts(name);
        });
  }

  /// A token that is said not to be there is no wish that could be kept: `null` removes one.
  private static Json token(String key, Json.Bool there) {
    if (!there.value()) {
      throw new IllegalArgumentException(
          "pushTokens." + key + ": false (expected: true, or null for one that goes)");
    }
    return Json.of("true");
  }

  private static MapPatch readTokens(Fields fields) {
    if (fields.json().get("pushTokens") instanceof Json.Obj tokens) {
      Json.Builder texts = Json.object();
      tokens
          .members()
          .forEach((k, v) -> texts.put(k, v instanceof Json.Bool bool ? token(k, bool) : v));
      return MapPatch.read(
          Fields.of(Json.object().put("pushTokens", texts.build()).build(), ""), "pushTokens");
    }
    return MapPatch.read(fields, "pushTokens");
  }
}
