package io.tertulia.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The figures of all runs of a scenario side by side, as Markdown.
public final class Table {
  private Table() {}

  /// Draws it.
  public static String of(List<Figures> runs, List<Goal> goals) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"", "median", "from", "to", "unit", "must", "hope", ""});
    for (Map.Entry<String, List<Figures.Figure>> figure : together(runs).entrySet()) {
      rows.add(row(figure.getKey(), figure.getValue(), goals));
    }
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      Arrays.setAll(widths, column -> Math.max(widths[column], row[column].length()));
    }
    StringBuilder table = new StringBuilder();
    String[] rule = new String[widths.length];
    Arrays.setAll(rule, column -> "-".repeat(widths[column]));
    rows.add(1, rule);
    rows.forEach(row -> line(table, row, widths));
    return table.toString();
  }

  private static Map<String, List<Figures.Figure>> together(List<Figures> runs) {
    Map<String, List<Figures.Figure>> all = new LinkedHashMap<>();
    for (Figures run : runs) {
      run.all()
          .forEach((name, figure) -> all.computeIfAbsent(name, _ -> new ArrayList<>()).add(figure));
    }
    return all;
  }

  private static String[] row(String name, List<Figures.Figure> figures, List<Goal> goals) {
    double[] values = figures.stream().mapToDouble(Figures.Figure::value).sorted().toArray();
    double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    String[] row = {
      name,
      number(median),
      number(values[0]),
      number(values[values.length - 1]),
      figures.getFirst().unit(),
      "",
      "",
      ""
    };
    for (Goal goal : goals) {
      if (goal.figure().equals(name)) {
        row[5] = goal.words(goal.must());
        row[6] = goal.words(goal.hope());
        row[7] = goal.isReachedBy(median) ? "reached" : "MISSED";
      }
    }
    return row;
  }

  private static void line(StringBuilder table, String[] cells, int[] widths) {
    for (int column = 0; column < cells.length; column++) {
      table.append("| ").append(cells[column]);
      table.repeat(' ', widths[column] - cells[column].length() + 1);
    }
    table.append("|\n");
  }

  /// A number with as many digits as it has a meaning.
  static String number(double value) {
    double size = Math.abs(value);
    int digits = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
