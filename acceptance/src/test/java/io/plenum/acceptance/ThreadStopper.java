package io.plenum.acceptance;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Ends one thread of a server as a bug that nobody thought of would: an Error comes out of whatever
 * it does. By the debugger's interface, which the server must have been started with ({@link
 * #javaOptions}).
 */
final class ThreadStopper {
  private final int port;

  /** For a server that listens for debuggers on a port of loopback. */
  ThreadStopper(int port) {
    this.port = port;
  }

  /** What the server is to be started with, as {@code JAVA_OPTS}. */
  String javaOptions() {
    return "-Xmx512m -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,"
        + "address=127.0.0.1:"
        + port;
  }

  /** Ends the thread of this name. */
  void stop(String thread) throws IOException {
    VirtualMachine machine = attach();
    try {
      machine.suspend();
      ThreadReference found =
          machine.allThreads().stream()
              .filter(each -> each.name().equals(thread))
              .findFirst()
              .orElseThrow();
      found.stop(anError(machine));
      machine.resume();
    } catch (InvalidTypeException e) {
      throw new IOException("could not stop " + thread, e);
    } finally {
      machine.dispose();
    }
  }

  /** One that the virtual machine keeps for the day when it has no memory for one. */
  private static ObjectReference anError(VirtualMachine machine) {
    return machine.classesByName(OutOfMemoryError.class.getName()).getFirst().instances(1).stream()
        .findFirst()
        .orElseThrow();
  }

  private VirtualMachine attach() throws IOException {
    List<AttachingConnector> all = Bootstrap.virtualMachineManager().attachingConnectors();
    AttachingConnector socket =
        all.stream()
            .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = socket.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    try {
      return socket.attach(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }
}
