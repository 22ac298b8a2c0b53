package io.tertulia.server.gate.rest;

/// How the REST API answers.
///
/// @param mailDomain where answers by mail go to; behind the `@` of participants' addresses
/// @param plainParticipants whether a participation tells nothing but `access` and `notify`, as
///   some clients expect
/// @param anonymous whether anybody may make an app
public record RestSettings(
    String mailDomain, boolean plainParticipants, AnonymousSettings anonymous) {
  public static final RestSettings DEFAULT =
      new RestSettings("reply.localhost", false, AnonymousSettings.DEFAULT);

  /// The same with other anonymous apps.
  public RestSettings with(AnonymousSettings others) {
    return new RestSettings(mailDomain, plainParticipants, others);
  }
}
