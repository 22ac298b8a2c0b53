/// The server under test: a process of its own, a store on disk, an app with people in it, and what
/// the operating system says about it. Knows no scenario and no line.
@NullMarked
package io.tertulia.bench.subject;

import org.jspecify.annotations.NullMarked;
