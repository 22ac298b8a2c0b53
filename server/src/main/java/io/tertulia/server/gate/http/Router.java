package io.tertulia.server.gate.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which endpoint answers which path. Immutable.
public final class Router {
  private final List<Route> routes;

  private Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /// Starts a list of routes; of two that fit, the one put first answers.
  public static Builder routes() {
    return new Builder();
  }

  /// All routes, in the order in which they were put.
  public List<Route> all() {
    return routes;
  }

  /// The route of that method and path, or null when there is none. `HEAD` asks what `GET` answers,
  /// where it has no route of its own.
  public @Nullable Match find(String method, Target target) {
    Match match = exactly(method, target);
    return match == null && method.equals("HEAD") ? exactly("GET", target) : match;
  }

  /// The methods that a path has routes for; none when there is no such path.
  public Set<String> methods(Target target) {
    Set<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (route.match(target.segments()) != null) {
        methods.add(route.method);
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  /// The answer where there is no route: that the path has others, or that there is no such path.
  public Reply missing(String method, Target target) {
    Set<String> methods = methods(target);
    if (methods.isEmpty()) {
      return Reply.error(404, "no such route: " + method + " of that path");
    }
    String allowed = String.join(", ", methods);
    return Reply.error(405, "no " + method + " of that path (expected: " + allowed + ")")
        .with("Allow", allowed);
  }

  private @Nullable Match exactly(String method, Target target) {
    for (Route route : routes) {
      if (route.method.equals(method)) {
        Map<String, String> places = route.match(target.segments());
        if (places != null) {
          return new Match(route, places, target.query());
        }
      }
    }
    return null;
  }

  /// Collects routes.
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();
    private int maxBody = 1 << 20;

    private Builder() {}

    /// How many bytes a body of JSON may have in the routes put from now on.
    public Builder maxBody(int bytes) {
      maxBody = bytes;
      return this;
    }

    /// Puts a route. A segment in braces is a place with a name: `/v1/{app}/users/{user}`; with a
    /// plus, as the last one, it stands for all that follows: `/web/{file+}`.
    public Builder on(String method, String path, Endpoint endpoint) {
      return put(method, path, false, endpoint);
    }

    /// Puts a route whose body, or the reply to it, streams: it may be of any size and take any
    /// time, as long as it goes on. It counts among the transfers, not among the requests.
    public Builder stream(String method, String path, Endpoint endpoint) {
      return put(method, path, true, endpoint);
    }

    private Builder put(String method, String path, boolean streams, Endpoint endpoint) {
      routes.add(new Route(method, Target.parse(path).segments(), maxBody, streams, endpoint));
      return this;
    }

    public Router build() {
      return new Router(routes);
    }
  }

  /// A route that fits a request.
  ///
  /// @param places what stands at the named places
  public record Match(Route route, Map<String, String> places, Map<String, String> query) {}

  /// One kind of request.
  ///
  /// @param maxBody how many bytes its body may have as JSON
  /// @param streams whether bodies and replies may be larger than memory
  public record Route(
      String method, List<String> path, int maxBody, boolean streams, Endpoint endpoint) {
    public Route {
      path = List.copyOf(path);
    }

    @Nullable Map<String, String> match(List<String> segments) {
      boolean open = !path.isEmpty() && path.getLast().endsWith("+}");
      if (open ? segments.size() < path.size() : segments.size() != path.size()) {
        return null;
      }
      Map<String, String> places = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String part = path.get(i);
        if (part.endsWith("+}")) {
          String rest = String.join("/", segments.subList(i, segments.size()));
          places.put(part.substring(1, part.length() - 2), rest);
        } else if (part.startsWith("{")) {
          places.put(part.substring(1, part.length() - 1), segments.get(i));
        } else if (!part.equals(segments.get(i))) {
          return null;
        }
      }
      return places;
    }
  }
}
