package io.tertulia.client;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;

/// A participant to be added. What is not given gets its default: reading and writing, and
/// notification of every message.
public final class CreateParticipantParams {
  private final ParticipantPatch patch;

  private CreateParticipantParams(ParticipantPatch patch) {
    this.patch = patch;
  }

  public static Builder builder() {
    return new Builder();
  }

  ParticipantPatch patch() {
    return patch;
  }

  /// Collects properties. For one thread.
  public static final class Builder {
    private Patch<Access> access = Patch.keep();
    private Patch<Notify> notification = Patch.keep();

    private Builder() {}

    /// What the participant may do.
    public Builder access(Access value) {
      access = Patch.put(value);
      return this;
    }

    /// For which messages the participant is notified.
    public Builder notify(Notify value) {
      notification = Patch.put(value);
      return this;
    }

    public CreateParticipantParams build() {
      return new CreateParticipantParams(new ParticipantPatch(access, notification));
    }
  }
}
