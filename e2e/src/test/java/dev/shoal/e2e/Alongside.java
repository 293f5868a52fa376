package dev.shoal.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLockTarget;

/** Its tests run beside each other, but for those that are to be {@link Alone}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(
    value = Alongside.STACK,
    mode = ResourceAccessMode.READ,
    target = ResourceLockTarget.CHILDREN)
@interface Alongside {
  String STACK = "stack";
}
