package io.tertulia.server.identity;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the owner of an app chose for it.
///
/// @param verifyIdentity whether clients must prove who they are; off only for trying things out
/// @param userSync whether clients may create and change users
/// @param conversationSync what clients may change of conversations
/// @param selfOnly whether clients may change no user but their own
/// @param roleSync whether clients may choose among the roles of the app; off, only the app gives
///   them, as they are rights
/// @param signedFileUrls whether files open only by URLs that are signed and work for a while; off,
///   anybody who has the URL of a file can open it for as long as it is kept
/// @param defaultLocale IETF language tag of users who chose none
/// @param restVersion what REST calls mean that do not say so themselves
/// @param custom the owner's own values; readable by everybody
/// @param roles by name; `default` is always there, whether it is named here or not
/// @param allowedOrigins whose pages may use the app
public record AppSettings(
    boolean verifyIdentity,
    boolean userSync,
    ConversationSync conversationSync,
    boolean selfOnly,
    boolean roleSync,
    boolean signedFileUrls,
    String defaultLocale,
    RestVersion restVersion,
    Map<String, String> custom,
    Map<String, Role> roles,
    AllowedOrigins allowedOrigins) {
  /// How many roles an app may have.
  public static final int MAX_ROLES = 100;

  /// The longest name of a role, in characters.
  public static final int MAX_ROLE_NAME = 255;

  /// What a new app starts with.
  public static final AppSettings DEFAULT =
      new AppSettings(
          true,
          true,
          ConversationSync.OPEN,
          true,
          false,
          false,
          "en-US",
          RestVersion.LATEST,
          Map.of(),
          Map.of(),
          AllowedOrigins.ALL);

  private static final List<String> MEMBERS =
      List.of(
          "verifyIdentity",
          "userSync",
          "conversationSync",
          "selfOnly",
          "roleSync",
          "signedFileUrls",
          "defaultLocale",
          "restVersion",
          "custom",
          "roles",
          "allowedOrigins");

  public AppSettings {
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
  }

  public AppSettings withVerifyIdentity(boolean verify) {
    return with("verifyIdentity", new Json.Bool(verify));
  }

  public AppSettings withUserSync(boolean allowed) {
    return with("userSync", new Json.Bool(allowed));
  }

  public AppSettings withConversationSync(ConversationSync sync) {
    return with("conversationSync", Json.of(sync.wire()));
  }

  public AppSettings withSelfOnly(boolean only) {
    return with("selfOnly", new Json.Bool(only));
  }

  public AppSettings withRoleSync(boolean allowed) {
    return with("roleSync", new Json.Bool(allowed));
  }

  public AppSettings withSignedFileUrls(boolean signed) {
    return with("signedFileUrls", new Json.Bool(signed));
  }

  /// The same with what everybody may read.
  public AppSettings withPublic(String locale, Map<String, String> values) {
    return new AppSettings(
        verifyIdentity,
        userSync,
        conversationSync,
        selfOnly,
        roleSync,
        signedFileUrls,
        locale,
        restVersion,
        values,
        roles,
        allowedOrigins);
  }

  public AppSettings withRoles(Map<String, Role> others) {
    return new AppSettings(
        verifyIdentity,
        userSync,
        conversationSync,
        selfOnly,
        roleSync,
        signedFileUrls,
        defaultLocale,
        restVersion,
        custom,
        others,
        allowedOrigins);
  }

  /// The same for pages of those origins only; of none, for all.
  ///
  /// @throws IllegalArgumentException naming the first that is none
  public AppSettings withAllowedOrigins(List<String> origins) {
    return with("allowedOrigins", Json.of(origins));
  }

  /// The same with one more role, or another one of that name.
  public AppSettings withRole(String name, Role role) {
    Map<String, Role> changed = new LinkedHashMap<>(roles);
    changed.put(name, role);
    return withRoles(changed);
  }

  /// The same without that role: its users have the role `default` from now on.
  public AppSettings withoutRole(String name) {
    Map<String, Role> changed = new LinkedHashMap<>(roles);
    changed.remove(name);
    return withRoles(changed);
  }

  /// The name of the role that counts for users who have been given one of that name.
  public String roleName(String given) {
    return roles.containsKey(given) ? given : Role.DEFAULT_NAME;
  }

  /// The role that counts for users who have been given one of that name.
  public Role role(String given) {
    return roles.getOrDefault(roleName(given), Role.DEFAULT);
  }

  /// Says whether users of every role see, and are seen, as under other settings.
  public boolean seesLike(AppSettings others) {
    Set<String> names = new HashSet<>(roles.keySet());
    names.addAll(others.roles.keySet());
    names.add(Role.DEFAULT_NAME);
    return names.stream().allMatch(name -> role(name).seesLike(others.role(name)));
  }

  /// Says whether all who came in under these settings may come in under other ones.
  public boolean admitsLike(AppSettings others) {
    return (verifyIdentity || !others.verifyIdentity)
        && (others.allowedOrigins.isAll() || others.allowedOrigins.equals(allowedOrigins));
  }

  /// The settings as they were written; what is missing is as in [#DEFAULT].
  ///
  /// @throws IllegalArgumentException naming the first member that is unknown or wrong
  public static AppSettings read(Json json) {
    return DEFAULT.with(Fields.of(json, ""));
  }

  /// These settings with what others say, each member as a whole.
  ///
  /// @throws IllegalArgumentException naming the first member that is unknown or wrong
  public AppSettings with(Fields in) {
    in.only(MEMBERS);
    return new AppSettings(
        flag(in, "verifyIdentity", verifyIdentity),
        flag(in, "userSync", userSync),
        ConversationSync.parse(
            in.textOr("conversationSync", conversationSync.wire()), in.at("conversationSync")),
        flag(in, "selfOnly", selfOnly),
        flag(in, "roleSync", roleSync),
        flag(in, "signedFileUrls", signedFileUrls),
        in.textOr("defaultLocale", defaultLocale),
        RestVersion.parse(in.textOr("restVersion", restVersion.date()), in.at("restVersion")),
        in.has("custom") ? in.textMap("custom") : custom,
        in.has("roles") ? readRoles(in) : roles,
        in.has("allowedOrigins") ? AllowedOrigins.read(in, "allowedOrigins") : allowedOrigins);
  }

  private AppSettings with(String member, Json value) {
    return with(Fields.of(Json.object().put(member, value).build(), ""));
  }

  public Json json() {
    Json.Builder named = Json.object();
    roles.forEach((name, role) -> named.put(name, role.json()));
    return Json.object()
        .put("verifyIdentity", new Json.Bool(verifyIdentity))
        .put("userSync", new Json.Bool(userSync))
        .put("conversationSync", conversationSync.wire())
        .put("selfOnly", new Json.Bool(selfOnly))
        .put("roleSync", new Json.Bool(roleSync))
        .put("signedFileUrls", new Json.Bool(signedFileUrls))
        .put("defaultLocale", defaultLocale)
        .put("restVersion", restVersion.date())
        .put("custom", Json.of(custom))
        .put("roles", named.build())
        .put("allowedOrigins", allowedOrigins.json())
        .build();
  }

  static boolean flag(Fields in, String name, boolean otherwise) {
    return in.json().get(name) == null ? otherwise : in.flag(name);
  }

  private static Map<String, Role> readRoles(Fields in) {
    Map<String, Role> roles = in.map("roles", (role, path) -> Role.read(Fields.of(role, path)));
    if (roles.size() > MAX_ROLES) {
      throw in.bad("roles", Integer.toString(roles.size()), "at most " + MAX_ROLES);
    }
    roles.keySet().forEach(AppSettings::checkRoleName);
    return roles;
  }

  /// Refuses what can be no name of a role.
  ///
  /// @throws IllegalArgumentException when it is blank or too long
  public static void checkRoleName(String name) {
    if (name.isBlank() || name.length() > MAX_ROLE_NAME) {
      throw new IllegalArgumentException(
          "role: a name of "
              + name.length()
              + " (expected: 1 to "
              + MAX_ROLE_NAME
              + " characters)");
    }
  }
}
