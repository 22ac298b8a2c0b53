/// What a request and its answer are, and which endpoint answers which path.
///
/// Requests come in, with bodies that may still be on their way; replies go out. It must never know
/// which library carries them, nor what chat is.
@NullMarked
package io.tertulia.server.gate.http;

import org.jspecify.annotations.NullMarked;
