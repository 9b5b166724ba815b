package io.plenum.requirement;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The {@code @Tag}s of tests in Java, as the compiler's parser reads them. A tag that is on no test
 * is refused, and a test that is switched off proves nothing.
 */
final class TaggedJava extends TreeScanner<Void, String> {
  private static final Set<String> TESTS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "Property",
          "Example",
          "FuzzTest");

  private final Path file;
  private final List<Proof> proofs;

  private TaggedJava(Path file, List<Proof> proofs) {
    this.file = file;
    this.proofs = proofs;
  }

  static List<Proof> proofs(Path root, List<Path> files) {
    List<Proof> proofs = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        Path file = root.relativize(Path.of(unit.getSourceFile().toUri()));
        new TaggedJava(file, proofs).scan(unit, "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return proofs;
  }

  @Override
  public Void visitClass(ClassTree type, String outer) {
    String name = outer + type.getSimpleName();
    boolean hasTests =
        type.getMembers().stream()
            .anyMatch(member -> member instanceof MethodTree method && isTest(method));
    note(type.getModifiers(), name, hasTests);
    return super.visitClass(type, name + ".");
  }

  @Override
  public Void visitMethod(MethodTree method, String outer) {
    note(method.getModifiers(), outer + method.getName(), isTest(method));
    return super.visitMethod(method, outer);
  }

  private void note(ModifiersTree modifiers, String name, boolean isTest) {
    List<String> tags = tags(modifiers);
    if (!tags.isEmpty() && !isTest) {
      throw new IllegalStateException(file + ": " + name + " is tagged, and no test");
    }
    if (annotations(modifiers).noneMatch("Disabled"::equals)) {
      tags.forEach(tag -> proofs.add(new Proof(tag, file, name)));
    }
  }

  private static boolean isTest(MethodTree method) {
    return annotations(method.getModifiers()).anyMatch(TESTS::contains);
  }

  private static Stream<String> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream().map(TaggedJava::name);
  }

  private static String name(AnnotationTree annotation) {
    return annotation.getAnnotationType().toString();
  }

  private static List<String> tags(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .filter(annotation -> name(annotation).equals("Tag"))
        .map(annotation -> (LiteralTree) annotation.getArguments().getFirst())
        .map(literal -> (String) literal.getValue())
        .toList();
  }
}
