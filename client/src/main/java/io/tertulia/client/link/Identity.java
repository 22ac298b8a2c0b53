package io.tertulia.client.link;

import java.net.URI;

/// Who says hello where.
///
/// @param uri of the socket
/// @param idleMillis after so long with nothing wanted the socket is closed
public record Identity(URI uri, String userId, String agent, long idleMillis) {}
