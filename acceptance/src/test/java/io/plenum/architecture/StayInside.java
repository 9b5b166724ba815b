package io.plenum.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Holds for a class that touches none of some kinds of the outside world. */
final class StayInside extends ArchCondition<JavaClass> {
  private final Set<OutsideWorld> forbidden;

  StayInside(Set<OutsideWorld> forbidden) {
    super("touch none of " + forbidden);
    this.forbidden = Set.copyOf(forbidden);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
      for (OutsideWorld kind : forbidden) {
        if (kind.touchedBy(access)) {
          events.add(SimpleConditionEvent.violated(type, kind + ": " + access.getDescription()));
        }
      }
    }
  }
}
