package dev.caravan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;

/** Who may know whom, and who may look at a clock. */
@AnalyzeClasses(packages = "dev.caravan", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    private static final Set<String> CLOCK_OF_JAVA_TIME = Set.of("now", "system", "systemUTC", "systemDefaultZone");

    private static final DescribedPredicate<JavaMethodCall> READ_THE_CLOCK =
            DescribedPredicate.describe("read the clock", HouseRulesTest::readsTheClock);

    private static final DescribedPredicate<JavaMethodCall> READ_ANY_TIME = DescribedPredicate.describe(
            "read the clock", call -> readsTheClock(call) || call.getName().equals("nanoTime"));

    private static boolean readsTheClock(JavaMethodCall call) {
        boolean ofJavaTime = call.getTargetOwner().getPackageName().equals("java.time")
                && CLOCK_OF_JAVA_TIME.contains(call.getName())
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(parameter -> parameter.isAssignableTo(Clock.class));
        return ofJavaTime || call.getName().equals("currentTimeMillis");
    }

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_IMPORT_EACH_OTHER = slices().matching("dev.caravan.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(), JavaClass.Predicates.resideInAPackage("dev.caravan.event.."))
            .because("a stage must be read and changed alone; let a route carry the message from one room to the other,"
                    + " or move what both need to dev.caravan.event");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_IMPORT_THE_HOUSE = noClasses()
            .that()
            .resideInAPackage("dev.caravan.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.caravan")
            .because(
                    "the root package wires the rooms and knows them all; hand over what a room needs in its constructor");

    @ArchTest
    static final ArchRule ONLY_THE_ROOT_KNOWS_THE_EMBEDDED_SERVERS = classes()
            .that()
            .resideInAPackage("dev.caravan.embedded..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("dev.caravan", "dev.caravan.embedded..")
            .because(
                    "a run against real servers must not need the embedded ones; take brokers and a DataSource as arguments");

    @ArchTest
    static final ArchRule EVENT_KNOWS_NO_TECHNOLOGY = noClasses()
            .that()
            .resideInAPackage("dev.caravan.event..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                    "org.apache.camel..",
                    "org.apache.kafka..",
                    "java.sql..",
                    "javax.sql..",
                    "org.postgresql..",
                    "io.vertx..",
                    "io.micrometer..",
                    "org.slf4j.."))
            .because("what makes an event good must be testable in a millisecond;"
                    + " do the sending, storing, counting and logging in the room that calls it");

    @ArchTest
    static final ArchRule ROOMS_ARE_HANDED_THE_TIME = noClasses()
            .that()
            .resideInAPackage("dev.caravan.*..")
            .should()
            .callMethodWhere(READ_THE_CLOCK)
            .because(
                    "arithmetic never reads a clock; take an Instant as argument, or a java.time.Clock in the constructor."
                            + " System.nanoTime is for measuring how long something took");

    @ArchTest
    static final ArchRule EVENT_AND_SIMULATOR_READ_NO_TIME_AT_ALL = noClasses()
            .that()
            .resideInAnyPackage("dev.caravan.event..", "dev.caravan.simulator..")
            .should()
            .callMethodWhere(READ_ANY_TIME)
            .because("the same input must give the same events; take the time as an argument, or a java.time.Clock");
}
