/// What every vault keeps, and what happens to files from an upload to the last message.
@NullMarked
package io.tertulia.files;

import org.jspecify.annotations.NullMarked;
