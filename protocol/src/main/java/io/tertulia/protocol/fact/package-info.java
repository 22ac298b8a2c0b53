/// Facts: the records that are true now, each with the version of the change that wrote it.
///
/// They come in and go out as JSON. Facts know nothing of who may see them, of sockets or of
/// storage.
@NullMarked
package io.tertulia.protocol.fact;

import org.jspecify.annotations.NullMarked;
