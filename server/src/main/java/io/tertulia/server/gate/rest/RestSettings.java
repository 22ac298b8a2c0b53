package io.tertulia.server.gate.rest;

/// How the REST API answers.
///
/// @param mailDomain where answers by mail go to; behind the `@` of participants' addresses
/// @param plainParticipants whether a participation tells nothing but `access` and `notify`, as
///   some clients expect
public record RestSettings(String mailDomain, boolean plainParticipants) {
  public static final RestSettings DEFAULT = new RestSettings("reply.localhost", false);
}
