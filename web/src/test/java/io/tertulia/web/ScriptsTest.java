package io.tertulia.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptsTest {
  private static final String INDEX = "chat/index.js";

  @Test
  void modules_become_functions_behind_what_they_need() {
    Scripts scripts =
        scripts(
            Map.of(
                INDEX,
                """
                import { b as c, d } from './b.js';
                import * as all from './sub/e.js';
                import '../client/f.js';
                export { b } from './b.js';
                export * from './sub/e.js';
                export const g = c + d + all.h;
                function i() {}
                export { i as default, d as j };
                """,
                "chat/b.js",
                "export class b {}\nexport function d() {}\n",
                "chat/sub/e.js",
                "export async function h() {}",
                "client/f.js",
                "window.f = 1;"));
    assertThat(scripts.file(Bundle.CHAT))
        .isEqualTo(
            """
            import { $client$f } from './client.js';
            const $chat$b = (() => {
            class b {}
            function d() {}
            return { b, d };
            })();
            const $chat$sub$e = (() => {
            async function h() {}
            return { h };
            })();
            const $chat$index = (() => {
            const { b: c, d } = $chat$b;
            const all = $chat$sub$e;



            const g = c + d + all.h;
            function i() {}

            return { ...$chat$sub$e, b: $chat$b.b, g, default: i, j: d };
            })();
            export { $chat$b, $chat$sub$e, $chat$index };
            """);
    assertThat(scripts.needs(Bundle.CHAT)).containsExactly(Bundle.CLIENT);
  }

  @Test
  void a_module_is_asked_for_later_and_known_by_its_own_address() {
    Scripts scripts =
        scripts(
            Map.of(
                INDEX,
                "export const a = async () => (await import('./b.js')).c;",
                "chat/b.js",
                "import { a } from './index.js';\nexport const c = new URL('d', import.meta.url) + a;"));
    assertThat(scripts.file(Bundle.CHAT))
        .contains("const a = async () => (await Promise.resolve($chat$b)).c;")
        .contains("const c = new URL('d', new URL('../chat/b.js', import.meta.url).href) + a;")
        .containsSubsequence("const $chat$index", "const $chat$b");
  }

  @Test
  void a_door_gives_what_the_module_gave() {
    Scripts scripts =
        scripts(
            Map.of(
                INDEX,
                "import '../client/f.js';\nexport * from './b.js';\nexport { c as default } from './b.js';",
                "chat/b.js",
                "export const c = 1;",
                "client/f.js",
                ""));
    assertThat(scripts.door(INDEX, "../v-1/"))
        .isEqualTo(
            """
            import '../v-1/client.js';
            import { $chat$index } from '../v-1/chat.js';
            const { c: e0, default: e1 } = $chat$index;
            export { e0 as c, e1 as default };
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export default 1;",
        "export let a = 1;",
        "export const { a } = {};",
        "export const [a] = [];",
        "import 'lit';",
        "import a, { c } from './b.js';",
        "import { no } from './b.js';",
        "import a from './b.js';",
        "export { no } from './b.js';",
        "import './none.js';",
        "import './index.js';",
        "import '../dashboard/later.js';",
        "import '../elsewhere/a.js';",
        "import(name);",
        "a = import.meta;",
        "a = import.meta.resolve('b');",
        "import a from './b.json' with { type: 'json' };",
      })
  void what_would_not_come_out_the_same_is_refused(String source) {
    Map<String, String> sources =
        Map.of(INDEX, source, "chat/b.js", "export const c = 1;", "dashboard/later.js", "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scripts(sources))
        .withMessageContaining(".js");
  }

  @Test
  void a_circle_is_refused() {
    Map<String, String> sources =
        Map.of(INDEX, "import './b.js';", "chat/b.js", "import './index.js';");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scripts(sources))
        .withMessageContaining("imports itself");
  }

  private static Scripts scripts(Map<String, String> sources) {
    return new Scripts(
        List.of(INDEX),
        path -> {
          if (!sources.containsKey(path)) {
            throw new IllegalArgumentException(path + ": none");
          }
          return Objects.requireNonNull(sources.get(path));
        });
  }
}
