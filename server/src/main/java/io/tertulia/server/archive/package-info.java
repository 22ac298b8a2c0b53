/// The archive of an app: everything of it, a line of JSON each. Values come in, lines go out, and
/// back. Pure. It must never know where the lines come from, nor what becomes of them.
@NullMarked
package io.tertulia.server.archive;

import org.jspecify.annotations.NullMarked;
