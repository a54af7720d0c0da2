package io.github.customerio4j.sandbox.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a sandbox for each test of a class. Parameters of type {@code Sandbox} of its test methods
 * and lifecycle methods get it.
 *
 * <pre>{@code
 * @CustomerIoSandbox(people = 200, requestsPerSecond = 10)
 * class CampaignSyncTest {
 *   @Test
 *   void copiesEveryCampaign(Sandbox sandbox) {
 *     CustomerIo client = CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
 *         .baseUrl(sandbox.baseUrl())
 *         .build();
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>The sandbox starts when it is first asked for, and is closed after the test. Each test has its
 * own sandbox, so tests can run concurrently; if a {@code @BeforeAll} method asks for the sandbox,
 * all tests of the class share it. At the end of a test the extension checks that the sandbox
 * refused no request as wrong: see {@link #refusals}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SandboxExtension.class)
public @interface CustomerIoSandbox {
  /**
   * What happens if the sandbox has refused a request as wrong: another key, an unknown path or
   * method, a parameter or body that the operation does not take. A record that the workspace does
   * not have, and a scope that the key does not have, make no request wrong.
   */
  enum Refusals {
    /**
     * The test fails, and the failure lists the requests. Faults that the test planned do not
     * count.
     */
    FAIL,
    /** Nothing: the test provokes such answers on purpose. */
    ALLOW
  }

  /** The same seed and size give the same data, apart from its times. */
  long seed() default 42;

  /** The number of people. */
  int people() default 40;

  /** The number of messages, drafts included. */
  int messages() default 300;

  /** The number of activities of a type of average frequency. */
  int activitiesPerType() default 20;

  /** The number of campaigns. */
  int campaigns() default 8;

  /** The number of segments. */
  int segments() default 6;

  /** The requests allowed within one second; 0 for no limit. */
  int requestsPerSecond() default 0;

  /** The time before each response, in milliseconds. */
  long latencyMillis() default 0;

  /** What happens at the end of a test if the sandbox has refused a request as wrong. */
  Refusals refusals() default Refusals.FAIL;
}
