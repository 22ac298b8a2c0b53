package io.tertulia.server.gate.rest;

/// How the REST API answers.
///
/// @param mailDomain where answers by mail go to; behind the `@` of participants' addresses
/// @param plainParticipants whether a participation tells nothing but `access` and `notify`, as
///   some clients expect
/// @param batchTexts whether a batch tells each answer as a text that is JSON, and not as JSON
/// @param lists how many lists and searches of one app are answered at the same time; more wait
/// @param anonymous whether anybody may make an app
public record RestSettings(
    String mailDomain,
    boolean plainParticipants,
    boolean batchTexts,
    int lists,
    AnonymousSettings anonymous) {
  public static final RestSettings DEFAULT =
      new RestSettings("reply.localhost", false, false, 2, AnonymousSettings.DEFAULT);

  public RestSettings {
    if (lists < 1) {
      throw new IllegalArgumentException("rest.lists: " + lists + " (expected: at least 1)");
    }
  }

  /// The same with other anonymous apps.
  public RestSettings with(AnonymousSettings others) {
    return new RestSettings(mailDomain, plainParticipants, batchTexts, lists, others);
  }
}
