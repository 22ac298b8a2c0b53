/// Whole apps on their way out and in, as archives that stream.
///
/// Bodies of requests come in as lines, lines go out as bodies. It must never hold more of an app
/// in memory than a few lines, nor know what a line changes.
@NullMarked
package io.tertulia.server.gate.archive;

import org.jspecify.annotations.NullMarked;
