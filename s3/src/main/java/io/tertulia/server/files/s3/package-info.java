/// The vault in an object store that speaks S3.
///
/// Names and bytes come in and go out; buckets, parts, signatures and tries stay here. It must
/// never know whose bytes these are. Nobody else knows the SDK of AWS.
@NullMarked
package io.tertulia.server.files.s3;

import org.jspecify.annotations.NullMarked;
