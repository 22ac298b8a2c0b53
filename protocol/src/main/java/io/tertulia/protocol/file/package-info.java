/// Uploads: what kind of file it is, what is known of it, and how that travels beside its bytes.
///
/// Uploads go over HTTP by tus 1.0; the words of that protocol and our few additions are here, so
/// that client and server spell them alike. It must never know how bytes are kept or sent.
@NullMarked
package io.tertulia.protocol.file;

import org.jspecify.annotations.NullMarked;
