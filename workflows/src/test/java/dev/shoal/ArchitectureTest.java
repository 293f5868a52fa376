package dev.shoal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "dev.shoal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.shoal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule workflowCodeIsDeterministic =
      noClasses()
          .that()
          .resideInAPackage("dev.shoal.workflow")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8..", "java.sql..", "org.jdbi..", "io.minio..", "java.net..", "java.io..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Thread.class, Random.class, Instant.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule onlyPersistenceSeesJdbc =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.shoal.persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "com.zaxxer..", "org.postgresql..");

  @ArchTest
  static final ArchRule onlyMainsReadTheEnvironment =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "getenv");

  @ArchTest
  static final ArchRule timeComesFromTheInjectedClock =
      noClasses().should().callMethod(Instant.class, "now");
}
