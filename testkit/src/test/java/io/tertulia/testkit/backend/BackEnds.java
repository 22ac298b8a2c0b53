package io.tertulia.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tertulia.backend.BackendOptions;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.TalkException;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.People;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What tests of back ends begin with.
final class BackEnds {
  private BackEnds() {}

  /// The back end of a test's app, closed with the test.
  static TalkBackend of(People people) {
    TalkBackend backend =
        TalkBackend.of(
            BackendOptions.builder(people.appId(), people.secretKey())
                .baseUri(people.server().uri())
                .build());
    people.whenOver(backend::close);
    return backend;
  }

  static TalkException assertRefused(ErrorCode code, ThrowingCallable call) {
    TalkException refusal = catchThrowableOfType(TalkException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    return refusal;
  }
}
