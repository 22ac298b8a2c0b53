package io.tertulia.backend;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.json.Json;

/// What a participant may do, and is told of.
public final class SetParticipantParams {
  private final ParticipantPatch patch;

  private SetParticipantParams(ParticipantPatch patch) {
    this.patch = patch;
  }

  public static Builder builder() {
    return new Builder();
  }

  Json json() {
    return patch.json();
  }

  /// Collects properties. For one thread.
  public static final class Builder {
    private Patch<Access> access = Patch.keep();
    private Patch<Notify> notification = Patch.keep();

    private Builder() {}

    /// What the participant may do; [Access#NONE] keeps the user out, until the app lets them in
    /// again.
    public Builder access(Access value) {
      access = Patch.put(value);
      return this;
    }

    /// For which messages the participant is notified.
    public Builder notify(Notify value) {
      notification = Patch.put(value);
      return this;
    }

    /// Resets the access to reading and writing.
    public Builder clearAccess() {
      access = Patch.clear();
      return this;
    }

    /// Resets notifications to every message.
    public Builder clearNotify() {
      notification = Patch.clear();
      return this;
    }

    public SetParticipantParams build() {
      return new SetParticipantParams(new ParticipantPatch(access, notification));
    }
  }
}
