package io.tertulia;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The floors of the house: who may know whom.
class FloorsTest {
  private static final String SERVER = "io.tertulia.server";

  /// Where each package of the server stands. A new one is given its floor here; a capability of
  /// its own (webhooks, moderation, notifications) stands on 3.
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("", 5),
          Map.entry("gate", 4),
          Map.entry("chat", 3),
          Map.entry("delivery", 2),
          Map.entry("files", 2),
          Map.entry("identity", 2),
          Map.entry("search", 2),
          Map.entry("archive", 1),
          Map.entry("masking", 1),
          Map.entry("media", 1),
          Map.entry("record", 1),
          Map.entry("translate", 2),
          Map.entry("webhooks", 2),
          Map.entry("db", 1));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tertulia");

  @Test
  void the_house_is_seen() {
    // Without this, a wrong class path would let every rule pass.
    for (var floor :
        new String[] {
          "protocol.fact", "client", "backend", "server", "server.files.s3", "testkit"
        }) {
      HOUSE.get("io.tertulia." + floor + ".package-info");
    }
  }

  @Test
  void packages_of_the_server_only_look_down() {
    classes()
        .that()
        .resideInAPackage(SERVER + "..")
        .should(onlyLookDown())
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void only_the_gate_speaks_http_and_websocket() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER + ".gate..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void only_the_vault_in_an_object_store_knows_aws() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER + ".files.s3..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void the_protocol_knows_nobody() {
    noClasses()
        .that()
        .resideInAPackage("io.tertulia.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tertulia.client..", "io.tertulia.backend..", SERVER + "..", "io.tertulia.testkit..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void client_and_server_do_not_know_each_other() {
    noClasses()
        .that()
        .resideInAPackage("io.tertulia.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SERVER + "..", "io.tertulia.testkit..")
        .allowEmptyShould(true)
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage(SERVER + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tertulia.client..", "io.tertulia.testkit..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void the_client_of_back_ends_knows_the_protocol_alone() {
    noClasses()
        .that()
        .resideInAPackage("io.tertulia.backend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tertulia.client..", SERVER + "..", "io.tertulia.testkit..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAnyPackage("io.tertulia.client..", SERVER + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tertulia.backend..")
        .check(HOUSE);
  }

  @Test
  void the_mirror_is_pure() {
    classes()
        .that()
        .resideInAPackage("io.tertulia.client.mirror..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.tertulia.client.mirror..",
            "io.tertulia.protocol..",
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void packages_do_not_go_in_circles() {
    slices()
        .matching("io.tertulia.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  private static ArchCondition<JavaClass> onlyLookDown() {
    return new ArchCondition<>("only look down") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (var dependency : type.getDirectDependenciesFromSelf()) {
          var known = dependency.getTargetClass();
          if (stands(known) && !allowed(room(type), room(known))) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
        if (!FLOORS.containsKey(room(type))) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + ": no floor (expected: one in FloorsTest.FLOORS)"));
        }
      }
    };
  }

  private static boolean stands(JavaClass type) {
    var name = type.getPackageName();
    return name.equals(SERVER) || name.startsWith(SERVER + ".");
  }

  private static boolean allowed(String from, String to) {
    return from.equals(to) || FLOORS.getOrDefault(from, 0) > FLOORS.getOrDefault(to, 9);
  }

  private static String room(JavaClass type) {
    var below = type.getPackageName().substring(SERVER.length());
    return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
  }
}
