/// An application with the SDK, in a process of its own. Knows nothing of the rest.
@NullMarked
package io.tertulia.bench.sdk;

import org.jspecify.annotations.NullMarked;
