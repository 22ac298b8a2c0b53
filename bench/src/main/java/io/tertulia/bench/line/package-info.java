/// Thousands of WebSockets on one thread, and what came over them: frames come in as bytes, and go
/// out as messages that were lost, came twice, or came out of order. Knows nothing of what is
/// measured.
@NullMarked
package io.tertulia.bench.line;

import org.jspecify.annotations.NullMarked;
