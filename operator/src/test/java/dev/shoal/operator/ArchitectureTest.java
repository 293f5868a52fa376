package dev.shoal.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
    packages = "dev.shoal.operator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.shoal.operator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyOnePackageSeesTemporalsClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.shoal.operator.temporal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal.client..", "io.temporal.serviceclient..", "io.grpc..");

  @ArchTest
  static final ArchRule decidingIsPure =
      noClasses()
          .that()
          .resideInAnyPackage("dev.shoal.operator.decision", "dev.shoal.operator.status")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client.dsl..",
              "io.javaoperatorsdk..",
              "dev.shoal.persistence..",
              "io.temporal..",
              "java.net..")
          .orShould()
          .callMethod(Instant.class, "now");
}
