package dev.shoal.pod;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.shoal.pod", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.shoal.pod.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule engineIsDeterministic =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..engine..",
              "..social..",
              "..market..",
              "..economic..",
              "..opinion..",
              "..policy..",
              "..seed..",
              "..extract..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.time..", "java.net..", "java.nio.file..")
          .because("a log depends on the seed alone");

  @ArchTest
  static final ArchRule onlyMainReadsTheEnvironment =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "getenv");
}
