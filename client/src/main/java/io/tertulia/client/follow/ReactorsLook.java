package io.tertulia.client.follow;

import io.tertulia.client.mirror.Reach;
import io.tertulia.client.mirror.ReactionsOf;

/// That somebody looks at whose reactions there are.
///
/// @param reach how far, from the oldest on
public record ReactorsLook(ReactionsOf of, Reach reach) {}
