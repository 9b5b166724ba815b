package io.plenum.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The baseline's classes take the place of the product's, and so must have all that those have. */
class BaselineTest {
  private static final Path SOURCES = Path.of("baseline");

  @TempDir private Path classes;

  @Test
  void hasAllThatCanBeCalledOfTheClassesThatItTakesThePlaceOf() throws Exception {
    List<String> names = compile();
    assertThat(names).contains("io.plenum.rtc.srtp.SrtpSender", "io.plenum.rtc.srtp.SrtpReceiver");
    try (URLClassLoader before = new URLClassLoader(classPath(), platform())) {
      for (String name : names) {
        Class<?> product = find(name);
        if (product != null) {
          assertThat(callable(before.loadClass(name))).as(name).containsAll(callable(product));
        }
      }
    }
  }

  /** The product's class, or null: the baseline has some of its own. */
  private static Class<?> find(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException ofBaseline) {
      return null;
    }
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private List<String> compile() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d"));
    arguments.addAll(List.of(classes.toString(), "-cp", System.getProperty("java.class.path")));
    List<String> names = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        arguments.add(source.toString());
        String relative = SOURCES.relativize(source).toString();
        names.add(relative.replace(".java", "").replace(File.separatorChar, '.'));
      }
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).as("it compiles").isZero();
    return names;
  }

  private URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    urls.add(classes.toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static Set<String> callable(Class<?> type) {
    return Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
        .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic())
        .map(BaselineTest::signature)
        .collect(Collectors.toSet());
  }

  private static String signature(Executable callable) {
    String returned = callable instanceof Method method ? method.getReturnType().getName() : "";
    return callable.getName()
        + Arrays.stream(callable.getParameterTypes()).map(Class::getName).toList()
        + returned;
  }
}
