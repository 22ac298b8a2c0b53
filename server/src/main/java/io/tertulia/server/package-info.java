/// The composition root: it reads the configuration, builds every part by hand in the order of the
/// floors, and closes them in reverse. Nothing below may know it.
@NullMarked
package io.tertulia.server;

import org.jspecify.annotations.NullMarked;
