/// The command that measures: scenarios are picked, run one after the other, and their figures
/// printed and kept.
@NullMarked
package io.tertulia.bench;

import org.jspecify.annotations.NullMarked;
