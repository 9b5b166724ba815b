package io.plenum.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * The product's classes: all modules, without tests, the testkit, what JMH writes around its
 * benchmarks, and this module.
 */
final class Product implements ImportOption {
  private Product() {}

  static JavaClasses classes() {
    return new ClassFileImporter().withImportOption(new Product()).importPackages("io.plenum");
  }

  @Override
  public boolean includes(Location location) {
    return !location.contains("/test-classes/")
        && !location.contains("-tests.jar")
        && !location.contains("/jmh_generated/")
        && !location.contains("/acceptance/target/");
  }
}
