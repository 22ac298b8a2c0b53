package io.tertulia.server.identity;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the owner of an app chose for it.
///
/// @param verifyIdentity whether clients must prove who they are; off only for trying things out
/// @param userSync whether clients may create and change users
/// @param conversationSync what clients may change of conversations
/// @param selfOnly whether clients may change no user but their own
/// @param defaultLocale IETF language tag of users who chose none
/// @param custom the owner's own values; readable by everybody
public record AppSettings(
    boolean verifyIdentity,
    boolean userSync,
    ConversationSync conversationSync,
    boolean selfOnly,
    String defaultLocale,
    Map<String, String> custom) {
  /// What a new app starts with.
  public static final AppSettings DEFAULT =
      new AppSettings(true, true, ConversationSync.OPEN, true, "en-US", Map.of());

  public AppSettings {
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
  }

  public AppSettings withVerifyIdentity(boolean verify) {
    return new AppSettings(verify, userSync, conversationSync, selfOnly, defaultLocale, custom);
  }

  public AppSettings withUserSync(boolean allowed) {
    return new AppSettings(
        verifyIdentity, allowed, conversationSync, selfOnly, defaultLocale, custom);
  }

  public AppSettings withConversationSync(ConversationSync sync) {
    return new AppSettings(verifyIdentity, userSync, sync, selfOnly, defaultLocale, custom);
  }

  public AppSettings withSelfOnly(boolean only) {
    return new AppSettings(verifyIdentity, userSync, conversationSync, only, defaultLocale, custom);
  }

  /// The settings as they were written; what is missing is as in [#DEFAULT].
  public static AppSettings read(Json json) {
    Fields in = Fields.of(json, "");
    return new AppSettings(
        flag(in, "verifyIdentity", DEFAULT.verifyIdentity),
        flag(in, "userSync", DEFAULT.userSync),
        ConversationSync.parse(in.textOr("conversationSync", DEFAULT.conversationSync.wire())),
        flag(in, "selfOnly", DEFAULT.selfOnly),
        in.textOr("defaultLocale", DEFAULT.defaultLocale),
        in.textMap("custom"));
  }

  public Json json() {
    return Json.object()
        .put("verifyIdentity", new Json.Bool(verifyIdentity))
        .put("userSync", new Json.Bool(userSync))
        .put("conversationSync", conversationSync.wire())
        .put("selfOnly", new Json.Bool(selfOnly))
        .put("defaultLocale", defaultLocale)
        .putAll("custom", custom)
        .build();
  }

  private static boolean flag(Fields in, String name, boolean otherwise) {
    return in.json().get(name) == null ? otherwise : in.flag(name);
  }
}
