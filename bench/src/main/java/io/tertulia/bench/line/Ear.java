package io.tertulia.bench.line;

/// Who listens to lines. Called on the loop's thread.
public interface Ear {
  /// The line is up and its user admitted.
  default void welcomed(Line line) {}

  /// A command was carried out.
  default void done(Line line, long id) {}

  /// A message came that had not come before.
  ///
  /// @param intended when it should have been sent
  /// @param now when its bytes were read
  default void message(Line line, int stream, long intended, long now) {}

  /// A follow or a query was answered; the answer's messages were told before.
  ///
  /// @param bytes of which the answer is a part; somebody else's when this returns
  default void answered(Line line, long id, byte[] bytes, int from, int to) {}

  /// A pong came.
  default void alive(Line line) {}

  /// The line is down, and nobody of us closed it.
  default void broken(Line line, String why) {
    throw new IllegalStateException("the line of " + line.user() + " broke: " + why);
  }

  /// Something was refused.
  default void refused(Line line, String frame) {
    throw new IllegalStateException("refused for " + line.user() + ": " + frame);
  }
}
