/// Uploads over HTTP by tus 1.0, and the addresses of files: what is sent, how it goes on after a
/// cut, and when it is given up.
///
/// Bytes come in from a source, a token goes out. Nothing here knows what a message is, or whether
/// there is a socket.
@NullMarked
package io.tertulia.client.upload;

import org.jspecify.annotations.NullMarked;
