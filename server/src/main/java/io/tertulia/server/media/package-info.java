/// What a file is by its bytes, what can be known of it cheaply, and small previews of pictures.
///
/// Paths come in; a media type, sizes and durations, and JPEG files go out. It must never know who
/// uploaded a file, nor where it is kept; and it trusts no byte of it.
@NullMarked
package io.tertulia.server.media;

import org.jspecify.annotations.NullMarked;
