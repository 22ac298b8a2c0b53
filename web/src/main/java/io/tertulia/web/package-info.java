/// The web side: the client for browsers, the chat that pages embed, and the server's own pages, as
/// files that a server hands out. Knows nothing of the server.
@NullMarked
package io.tertulia.web;

import org.jspecify.annotations.NullMarked;
