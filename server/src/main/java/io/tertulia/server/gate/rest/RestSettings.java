package io.tertulia.server.gate.rest;

/// How the REST API answers.
///
/// @param mailDomain where answers by mail go to; behind the `@` of participants' addresses
public record RestSettings(String mailDomain) {
  public static final RestSettings DEFAULT = new RestSettings("reply.localhost");
}
