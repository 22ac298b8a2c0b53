package io.tertulia.bench.scenario;

import io.tertulia.bench.report.Chart;
import io.tertulia.bench.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/// What something costs as something else grows: the exponent is the slope where both axes are
/// logarithmic, so 0 costs the same and 1 grows alike.
final class Growth {
  private static final int WINDOW = 20;

  /// Few where each has many conversations; else enough to fill commits.
  private static final int FEW = 5;

  private static final int PAIRS = 50;
  private static final int MESSAGES = 100;

  private final Stage stage;
  private final String what;
  private final String figure;
  private final List<Chart.Point> points = new ArrayList<>();

  private Growth(Stage stage, String what, String figure) {
    this.stage = stage;
    this.what = what;
    this.figure = figure;
  }

  /// The cost of a delivery, by the members of the room.
  static void members(Stage stage) {
    new Growth(stage, "members", "server CPU per delivery")
        .by(
            List.of(10, 100, 1_000, 5_000),
            size -> {
              Room room = new Room(stage, size);
              room.note(name(size), room.flood(WINDOW));
            });
  }

  /// The cost of a send, by the conversations in the list of who sends and who reads.
  static void conversations(Stage stage) {
    new Growth(stage, "conversations per person", "server CPU per send")
        .by(
            List.of(10, 100, 1_000, 10_000),
            size ->
                Pairs.inLists(
                        stage,
                        FEW,
                        cast ->
                            cast.rooms(
                                FEW * (size - 1),
                                1,
                                room -> List.of(2 * (room % FEW), 2 * (room % FEW) + 1)))
                    .run(name(size)));
  }

  /// The cost of a send, by the messages that are stored already.
  static void messages(Stage stage) {
    List<Integer> sizes = new ArrayList<>(List.of(10_000, 100_000, 1_000_000));
    if (stage.options().large()) {
      sizes.add(10_000_000);
    }
    new Growth(stage, "stored messages", "server CPU per send")
        .by(
            sizes,
            size ->
                Pairs.inConversations(
                        stage,
                        PAIRS,
                        cast ->
                            cast.rooms(
                                size / MESSAGES,
                                MESSAGES,
                                room -> List.of(2 * (room % PAIRS), 2 * (room % PAIRS) + 1)))
                    .run(name(size)));
  }

  private static String name(int size) {
    return String.format(Locale.ROOT, "%,d: ", size);
  }

  private void by(List<Integer> sizes, IntConsumer one) {
    for (int full : sizes) {
      int size = stage.options().of(full);
      one.accept(size);
      stage.figures().keep(name -> name.endsWith(figure) || name.endsWith("others' processors"));
      Figures.Figure found = stage.figures().all().get(name(size) + figure);
      if (found != null) {
        points.add(new Chart.Point(size, found.value()));
      }
    }
    var _ = stage.figures().put("exponent by " + what, exponent(points), "");
    stage.charts().clear();
    stage
        .charts()
        .put(
            "curve",
            new Chart(
                figure + " by " + what,
                what,
                "µs",
                true,
                true,
                List.of(new Chart.Curve(figure, points))));
  }

  /// The slope of the line that is nearest to the points, both axes logarithmic.
  static double exponent(List<Chart.Point> points) {
    double x = points.stream().mapToDouble(point -> Math.log(point.x())).average().orElse(0);
    double y = points.stream().mapToDouble(point -> Math.log(point.y())).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Chart.Point point : points) {
      double across = Math.log(point.x()) - x;
      above += across * (Math.log(point.y()) - y);
      below += across * across;
    }
    return above / below;
  }
}
