package io.tertulia.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may know whom in the load generator.
class FloorsTest {
  private static final String HERE = "io.tertulia.bench.";

  private static final JavaClasses BENCH =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tertulia.bench");

  @Test
  void only_scenarios_and_the_command_know_other_packages() {
    for (String one : new String[] {"line", "report", "subject", "sdk"}) {
      BENCH.get(HERE + one + ".package-info");
      noClasses()
          .that()
          .resideInAPackage(HERE + one)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.of("", "line", "report", "subject", "sdk", "scenario")
                  .filter(other -> !other.equals(one))
                  .map(other -> other.isEmpty() ? "io.tertulia.bench" : HERE + other)
                  .toArray(String[]::new))
          .check(BENCH);
    }
  }

  @Test
  void the_sdk_is_used_in_a_process_of_its_own_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HERE + "sdk")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tertulia.client..")
        .check(BENCH);
  }

  @Test
  void packages_do_not_go_in_circles() {
    slices().matching("io.tertulia.bench.(*)..").should().beFreeOfCycles().check(BENCH);
  }
}
