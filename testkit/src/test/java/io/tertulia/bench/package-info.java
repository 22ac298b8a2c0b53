/// Measurements that somebody runs by hand, and no build; `docs/performance.md` says how.
@NullMarked
package io.tertulia.bench;

import org.jspecify.annotations.NullMarked;
