package io.tertulia.testkit;

import io.tertulia.server.identity.AppSettings;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a real Tertulia.
///
/// A test asks by its parameters, each of them the same object wherever one test asks for it:
///
/// | Parameter | Is |
/// | --- | --- |
/// | [People] | an app of the test's own, with sessions of named people |
/// | [Backend] | that app's own server, speaking REST |
/// | [Scissors] | a way to the server that can be cut |
/// | [TestServer] | the server, one for all tests of the JVM |
///
/// The server starts with the first test that needs it and stops behind the last. As each test has
/// an app of its own, tests may run at the same time and need not clean up.
///
/// ```java
/// @ExtendWith(TertuliaExtension.class)
/// class GreetingTest {
///   @Test
///   void bob_reads_what_alice_writes(People people) {
///     people.conversation("lunch", "alice", "bob");
///     var seen = new ListRecorder<MessageSnapshot>();
///     people.session("bob").conversation("lunch").subscribeMessages(seen);
///     people.session("alice").conversation("lunch").send("Hungry?").join();
///     assertThat(seen.awaitUntil(page -> page.size() == 1).first().plaintext()).isEqualTo("Hungry?");
///   }
/// }
/// ```
public final class TertuliaExtension implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(TertuliaExtension.class);

  private static final Map<Class<?>, Function<ExtensionContext, Object>> GIVEN =
      Map.of(
          TestServer.class, TertuliaExtension::server,
          People.class, TertuliaExtension::people,
          Backend.class, context -> people(context).backend(),
          Scissors.class, TertuliaExtension::scissors);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return GIVEN.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(GIVEN.get(parameter.getParameter().getType())).apply(context);
  }

  private static TestServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(TestServer.class, key -> TestServer.start(), TestServer.class);
  }

  private static People people(ExtensionContext context) {
    return context
        .getStore(HERE)
        .computeIfAbsent(
            People.class, key -> server(context).newApp(AppSettings.DEFAULT), People.class);
  }

  private static Scissors scissors(ExtensionContext context) {
    return context
        .getStore(HERE)
        .computeIfAbsent(Scissors.class, key -> people(context).scissors(), Scissors.class);
  }
}
