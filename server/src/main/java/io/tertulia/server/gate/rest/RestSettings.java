package io.tertulia.server.gate.rest;

/// How the REST API answers.
///
/// @param mailDomain where answers by mail go to; behind the `@` of participants' addresses
/// @param plainParticipants whether a participation tells nothing but `access` and `notify`, as
///   some clients expect
/// @param lists how many lists and searches of one app are answered at the same time; more wait
public record RestSettings(String mailDomain, boolean plainParticipants, int lists) {
  public static final RestSettings DEFAULT = new RestSettings("reply.localhost", false, 2);

  public RestSettings {
    if (lists < 1) {
      throw new IllegalArgumentException("rest.lists: " + lists + " (expected: at least 1)");
    }
  }
}
