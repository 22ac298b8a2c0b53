/// Files as browsers and everybody else who knows their URLs see them.
///
/// Requests for a URL come in; bytes, parts of them, and headers that keep hostile ones harmless go
/// out. It must never know how bytes are kept or sent, nor what a message is.
@NullMarked
package io.tertulia.server.gate.files;

import org.jspecify.annotations.NullMarked;
