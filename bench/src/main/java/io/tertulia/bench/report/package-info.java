/// What was measured, for people and for programs: figures come in, and a table, lines of JSON and
/// pictures go out. Knows no server.
@NullMarked
package io.tertulia.bench.report;

import org.jspecify.annotations.NullMarked;
