package io.tertulia.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A picture of curves, as SVG. Axes begin and end where the values do; a logarithmic one has a
/// line at each power of ten.
///
/// @param logX whether the horizontal axis is logarithmic
/// @param logY whether the vertical one is
public record Chart(
    String title, String x, String y, boolean logX, boolean logY, List<Curve> curves) {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 400;
  private static final int LEFT = 80;
  private static final int BOTTOM = 50;
  private static final int TOP = 40;
  private static final int RIGHT = 20;
  private static final int LINES = 5;
  private static final String[] COLOURS = {"#1f5fa8", "#b5452c", "#2e7d4f", "#7a4fa3", "#8a6d1b"};

  public Chart {
    curves = List.copyOf(curves);
  }

  /// One of the curves.
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  public record Point(double x, double y) {}

  /// Draws it.
  public String svg() {
    Axis across = Axis.of(values(true), logX, LEFT, WIDTH - RIGHT);
    Axis up = Axis.of(values(false), logY, HEIGHT - BOTTOM, TOP);
    StringBuilder svg = new StringBuilder(4096);
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
            .formatted(WIDTH, HEIGHT));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    word(svg, WIDTH / 2.0, 18, "middle", title);
    word(svg, WIDTH / 2.0, HEIGHT - 8.0, "middle", x);
    word(svg, 8, TOP - 8.0, "start", y);
    for (double mark : across.marks()) {
      line(svg, across.at(mark), TOP, across.at(mark), HEIGHT - BOTTOM);
      word(svg, across.at(mark), HEIGHT - BOTTOM + 16.0, "middle", Table.number(mark));
    }
    for (double mark : up.marks()) {
      line(svg, LEFT, up.at(mark), WIDTH - RIGHT, up.at(mark));
      word(svg, LEFT - 6.0, up.at(mark) + 4, "end", Table.number(mark));
    }
    for (int curve = 0; curve < curves.size(); curve++) {
      draw(svg, curves.get(curve), COLOURS[curve % COLOURS.length], curve, across, up);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(
      StringBuilder svg, Curve curve, String colour, int number, Axis across, Axis up) {
    svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"")
        .append(colour)
        .append("\" points=\"");
    for (Point point : curve.points()) {
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", across.at(point.x()), up.at(point.y())));
    }
    svg.append("\"/>\n<g fill=\"").append(colour).append("\">");
    word(svg, LEFT + 10.0, TOP + 16.0 * (number + 1), "start", curve.name());
    svg.append("</g>\n");
  }

  private double[] values(boolean horizontal) {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .mapToDouble(point -> horizontal ? point.x() : point.y())
        .toArray();
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void word(StringBuilder svg, double x, double y, String anchor, String word) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            word.replace("&", "&amp;").replace("<", "&lt;")));
  }

  /// From values to places.
  private record Axis(double least, double most, boolean log, double from, double to) {
    static Axis of(double[] values, boolean log, double from, double to) {
      double least = Double.MAX_VALUE;
      double most = -Double.MAX_VALUE;
      for (double value : values) {
        if (!log || value > 0) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      if (log) {
        double low = Math.pow(10, Math.floor(Math.log10(least)));
        double high = Math.pow(10, Math.ceil(Math.log10(most) - 1e-9));
        return new Axis(low, Math.max(high, 10 * low), true, from, to);
      }
      double low = Math.min(0, least);
      return new Axis(low, most > low ? most : low + 1, false, from, to);
    }

    double at(double value) {
      double share =
          log
              ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
              : (value - least) / (most - least);
      return from + share * (to - from);
    }

    List<Double> marks() {
      List<Double> marks = new ArrayList<>();
      if (log) {
        for (double mark = least; mark <= most * 1.01; mark *= 10) {
          marks.add(mark);
        }
      } else {
        for (int mark = 0; mark <= LINES; mark++) {
          marks.add(least + (most - least) * mark / LINES);
        }
      }
      return marks;
    }
  }
}
