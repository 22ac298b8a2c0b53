package io.tertulia.testkit.law;

import io.tertulia.testkit.Scissors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A person's session behind scissors of its own, and what it looks at. When the session ends, as
/// the person was erased, another begins.
///
/// Belongs to the thread of the trial, but for [#ended()].
final class Device {
  private final int number;
  private final String userId;
  private final Scissors scissors;
  private final Function<Device, Seat> opening;
  private final List<Watch> watches = new ArrayList<>();
  private Seat seat;
  private volatile boolean over;

  /// @param opening opens a session for the device
  Device(int number, String userId, Scissors scissors, Function<Device, Seat> opening) {
    this.number = number;
    this.userId = userId;
    this.scissors = scissors;
    this.opening = opening;
    this.seat = opening.apply(this);
  }

  int number() {
    return number;
  }

  String userId() {
    return userId;
  }

  Scissors scissors() {
    return scissors;
  }

  Seat seat() {
    return seat;
  }

  List<Watch> watches() {
    return watches;
  }

  /// Its session has ended. For any thread.
  void ended() {
    over = true;
  }

  /// Begins another session if the one before has ended, which then looks at nothing; says whether
  /// it has.
  boolean begunAnew() {
    if (!over) {
      return false;
    }
    over = false;
    watches.clear();
    seat = opening.apply(this);
    return true;
  }

  static Thing.Conversation conversation(Step step) {
    return new Thing.Conversation(World.place(step.place()));
  }

  static Thing.Participant participant(Step step, String whom) {
    return new Thing.Participant(World.place(step.place()), whom);
  }

  static Thing.Message message(Step step, String id) {
    return new Thing.Message(World.place(step.place()), id);
  }

  @Override
  public String toString() {
    return userId + "#" + number;
  }
}
