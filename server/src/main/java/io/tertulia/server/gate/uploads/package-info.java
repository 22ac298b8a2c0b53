/// Files on their way in over HTTP: resumable uploads as tus 1.0 has them, and forms.
///
/// Requests come in, tokens of files go out. It must never know where bytes are kept, nor which
/// message will name them.
@NullMarked
package io.tertulia.server.gate.uploads;

import org.jspecify.annotations.NullMarked;
