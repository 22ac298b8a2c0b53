/// What is measured: each scenario sets a stage with a server and its people, has them do
/// something, and notes what that took and cost.
@NullMarked
package io.tertulia.bench.scenario;

import org.jspecify.annotations.NullMarked;
