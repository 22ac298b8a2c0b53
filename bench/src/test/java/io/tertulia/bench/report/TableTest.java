package io.tertulia.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// What people read.
class TableTest {
  @Test
  void a_figure_is_the_median_of_its_runs_beside_its_goal() {
    String table =
        Table.of(
            List.of(run(9, 100), run(2, 300), run(4, 200)),
            List.of(new Goal("cost", 5, 3), new Goal("rate", 250, 500)));
    assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "| cost | 4.00 | 2.00 | 9.00 | µs | ≤ 5.00 | ≤ 3.00 | reached |",
            "| rate | 200 | 100 | 300 | 1/s | ≥ 250 | ≥ 500 | MISSED |");
  }

  @Test
  void of_an_even_number_of_runs_the_median_is_between_two() {
    assertThat(Table.of(List.of(run(1, 1), run(2, 1)), List.of())).contains("1.50");
  }

  @Test
  void what_has_no_value_has_no_row() {
    Figures figures = new Figures().put("cost", 5.0 / 0, "µs").put("time", new Histogram(3));
    assertThat(figures.all()).isEmpty();
  }

  @Test
  void times_are_told_in_milliseconds() {
    Histogram micros = new Histogram(3);
    micros.recordValue(1_500);
    assertThat(new Figures().put("time", micros).all().get("time p99"))
        .isEqualTo(new Figures.Figure(1.5, "ms"));
  }

  @Test
  void a_picture_is_well_formed_and_has_its_points_between_its_edges() throws Exception {
    String svg =
        new Chart(
                "a < b & c",
                "x",
                "y",
                true,
                false,
                List.of(
                    new Chart.Curve(
                        "curve", List.of(new Chart.Point(1, 0), new Chart.Point(1_000, 4)))))
            .svg();
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    Element curve = (Element) document.getElementsByTagName("polyline").item(0);
    assertThat(curve.getAttribute("points").strip()).isEqualTo("80.0,350.0 780.0,40.0");
  }

  private static Figures run(double cost, double rate) {
    return new Figures().put("cost", cost, "µs").put("rate", rate, "1/s");
  }
}
