package io.tertulia.server.gate;

import java.time.Duration;

/// What the gate lets through. Bytes unless said otherwise; `docs/operations.md` names what happens
/// at each limit.
///
/// @param connections open sockets; one more is closed at once
/// @param frameBytes a frame from a client; a larger one ends its connection with 1009
/// @param helloBytes the frame of a client that is not admitted yet; a larger one ends its
///   connection with 1009
/// @param helloTime until the first frame must be there; later the connection is ended with 1008
/// @param malformedFrames in a row that are JSON but no frame; that many end the connection with
///   1008
/// @param requestsInFlight of one connection, not answered yet; while there are that many its
///   socket is not read
/// @param outboundBytes that wait for a slow reader, 100 for each frame included; more end its
///   connection with 1013
/// @param pingAfter silence of a client until it is asked for a sign of life
/// @param silence of a client after which its connection is closed
/// @param tokenGrace after a token's end until its connection is ended as `TOKEN_EXPIRED`
/// @param farewell how long a connection that was told why stays open for the client to close it
/// @param bodyBytes of a request; a larger one is refused with 413
/// @param historyBytes of a request that imports history; a larger one is refused with 413
/// @param headerBytes of a request's headers, and of its first line; larger ones are refused with
///   431 and 414
/// @param requests over HTTP that are answered at the same time; one more is refused with 503
/// @param requestTime for a request to come in and be answered, unless it is a transfer; later its
///   connection is closed
/// @param transfers files that come in or go out at the same time; one more is refused with 503.
///   Each holds at most some 200 KiB in memory
/// @param transferBytes that a transfer moves at least in each `transferTime`, or else its rest
/// @param transferTime in which a client takes or brings that much; a slower one is ended, with 408
///   when it brings
/// @param drain how long stopping waits for what was accepted
public record GateLimits(
    int connections,
    int frameBytes,
    int helloBytes,
    Duration helloTime,
    int malformedFrames,
    int requestsInFlight,
    int outboundBytes,
    Duration pingAfter,
    Duration silence,
    Duration tokenGrace,
    Duration farewell,
    int bodyBytes,
    int historyBytes,
    int headerBytes,
    int requests,
    Duration requestTime,
    int transfers,
    int transferBytes,
    Duration transferTime,
    Duration drain) {
  public static final GateLimits DEFAULT =
      new GateLimits(
          100_000,
          1 << 20,
          16 << 10,
          Duration.ofSeconds(10),
          10,
          256,
          4 << 20,
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          1 << 20,
          8 << 20,
          16 << 10,
          1_000,
          Duration.ofSeconds(60),
          5_000,
          16 << 10,
          Duration.ofSeconds(20),
          Duration.ofSeconds(8));
}
