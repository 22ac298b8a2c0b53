/// Hides contact data and unwanted words from those who read: settings and content come in, the
/// content that may be shown goes out. Pure. It must never know whose message it is, nor who reads.
@NullMarked
package io.tertulia.server.masking;

import org.jspecify.annotations.NullMarked;
