package io.plenum.testkit;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Every property looks at the same inputs in each run, so that a build fails for what was changed
 * and not for what nobody had drawn before. New inputs are drawn on demand (docs/fuzzing.md):
 *
 * <ul>
 *   <li>{@code -Dproperties.seed=random}, or a number
 *   <li>{@code -Dproperties.tries=50}: so many times the inputs
 * </ul>
 *
 * <p>Found by the service loader.
 */
public final class PropertySeeds implements AroundPropertyHook {
  private static final String SEED = System.getProperty("properties.seed", "");
  private static final int TIMES = Integer.getInteger("properties.tries", 1);

  /** Called by the service loader. */
  public PropertySeeds() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    if (!SEED.equals("random") && attributes.seed().isEmpty()) {
      attributes.setSeed(SEED.isEmpty() ? seedOf(context) : SEED);
    }
    int tries = attributes.tries().orElse(1000);
    if (tries > 1) {
      attributes.setTries(tries * TIMES);
    }
    return property.execute();
  }

  private static String seedOf(PropertyLifecycleContext context) {
    String name = context.containerClass().getName() + '.' + context.targetMethod().getName();
    return Integer.toString(name.hashCode());
  }
}
