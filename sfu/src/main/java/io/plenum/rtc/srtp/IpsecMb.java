package io.plenum.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * AES-GCM of Intel's multi-buffer library, by the functions that it exports by name: never by the
 * pointers in its manager, whose places differ between versions. Immutable; any thread.
 *
 * <p>A call takes addresses, and what they point at must be as long as is said: nothing checks it
 * here. It takes less than a microsecond and does not wait, so threads stay in the JVM's hands.
 */
final class IpsecMb {
  /** {@code struct gcm_key_data}: 1,008 bytes in versions 1.3 to 1.5, aligned to 64. */
  static final int SCHEDULE_BYTES = 1_024;

  /** {@code struct gcm_context_data}: 88 bytes in versions 1.3 to 1.5. */
  static final int CONTEXT_BYTES = 128;

  /** A cache line, which is what the widest vectors want. */
  static final int ALIGNMENT = 64;

  /** RFC 7714, section 8.1. */
  static final int IV_BYTES = 12;

  /** RFC 7714, section 13.2. */
  static final int TAG_BYTES = 16;

  private static final String FILE = "libIPSec_MB.so.1";

  /** 1.3, of Debian 12. */
  private static final int OLDEST = 0x1_03_00;

  /** 1.5: the last whose headers have these structures; only 1.3 was ever run. */
  private static final int NEWEST = 0x1_05_FF;

  private static final long ALL_FEATURES = -1;

  /** The functions for keys of one length. */
  record Functions(MemorySegment expand, MemorySegment encrypt, MemorySegment decrypt) {}

  /** The handles, apart: where there is no library, nothing of this is needed. */
  private static final class Call {
    private static final Linker LINKER = Linker.nativeLinker();

    /** Key, key data. */
    static final MethodHandle EXPAND =
        LINKER.downcallHandle(
            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG), Linker.Option.critical(false));

    /** Key data, context, out, in, length, IV, authenticated, its length, tag, its length. */
    static final MethodHandle RUN =
        LINKER.downcallHandle(
            FunctionDescriptor.ofVoid(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.critical(false));

    private Call() {}

    static long number(MemorySegment function, FunctionDescriptor descriptor) {
      try {
        return ((Number) LINKER.downcallHandle(function, descriptor).invoke()).longValue();
      } catch (Throwable thrown) {
        throw impossible(thrown);
      }
    }
  }

  private final IpsecMbVariant variant;
  private final int version;
  private final Functions with128;
  private final Functions with256;

  private IpsecMb(IpsecMbVariant variant, int version, SymbolLookup library) {
    this.variant = variant;
    this.version = version;
    this.with128 = functions(library, 128, variant);
    this.with256 = functions(library, 256, variant);
  }

  private static Functions functions(SymbolLookup library, int bits, IpsecMbVariant variant) {
    String end = bits + "_" + variant.suffix();
    return new Functions(
        library.findOrThrow("aes_gcm_pre_" + end),
        library.findOrThrow("aes_gcm_enc_" + end),
        library.findOrThrow("aes_gcm_dec_" + end));
  }

  /**
   * Loads the library; it is never unloaded.
   *
   * @throws CipherUnavailableException if there is none, or none that we know, or none of its
   *     variants suits the processor
   */
  static IpsecMb load() throws CipherUnavailableException {
    return load(find(), ALL_FEATURES);
  }

  /**
   * Takes {@code library}.
   *
   * @param usable features of processors that may be used, {@code IMB_FEATURE_…}
   */
  static IpsecMb load(SymbolLookup library, long usable) throws CipherUnavailableException {
    int version = (int) number(library, "imb_get_version", FunctionDescriptor.of(JAVA_INT));
    if (version < OLDEST || version > NEWEST) {
      throw new CipherUnavailableException("version " + text(version) + " is not known");
    }
    long features = number(library, "imb_get_feature_flags", FunctionDescriptor.of(JAVA_LONG));
    IpsecMbVariant variant =
        IpsecMbVariant.of(features & usable, name -> library.find(name).isPresent())
            .orElseThrow(
                () -> new CipherUnavailableException("none of its variants suits this processor"));
    IpsecMb loaded = new IpsecMb(variant, version, library);
    if (loaded.overruns()) {
      throw new CipherUnavailableException("its structures are larger than known");
    }
    return loaded;
  }

  /** Looks for the library where the system keeps its own. */
  static SymbolLookup find() throws CipherUnavailableException {
    try {
      return SymbolLookup.libraryLookup(FILE, Arena.global());
    } catch (IllegalArgumentException none) {
      throw new CipherUnavailableException(FILE + " is not here (Debian, on x86-64: libipsec-mb1)");
    }
  }

  private static long number(SymbolLookup library, String name, FunctionDescriptor descriptor)
      throws CipherUnavailableException {
    Optional<MemorySegment> function = library.find(name);
    if (function.isEmpty()) {
      throw new CipherUnavailableException(FILE + " has no " + name);
    }
    return Call.number(function.get(), descriptor);
  }

  private static String text(int version) {
    return String.format(
        Locale.ROOT, "%d.%d.%d", version >>> 16, version >>> 8 & 0xFF, version & 0xFF);
  }

  /** Whether it writes past what {@link #SCHEDULE_BYTES} and {@link #CONTEXT_BYTES} promise. */
  private boolean overruns() {
    try (Arena arena = Arena.ofConfined()) {
      byte mark = 0x5A;
      MemorySegment schedule = arena.allocate(4L * SCHEDULE_BYTES, ALIGNMENT).fill(mark);
      MemorySegment context = arena.allocate(4L * SCHEDULE_BYTES, ALIGNMENT).fill(mark);
      MemorySegment data = arena.allocate(4L * SCHEDULE_BYTES, ALIGNMENT);
      for (Functions functions : new Functions[] {with128, with256}) {
        expand(functions, data, schedule);
        for (MemorySegment each : new MemorySegment[] {functions.encrypt, functions.decrypt}) {
          run(each, schedule, context, data);
        }
      }
      return damaged(schedule, SCHEDULE_BYTES, mark) || damaged(context, CONTEXT_BYTES, mark);
    }
  }

  private static boolean damaged(MemorySegment memory, long from, byte mark) {
    for (long at = from; at < memory.byteSize(); at++) {
      if (memory.get(JAVA_BYTE, at) != mark) {
        return true;
      }
    }
    return false;
  }

  /** The functions for keys of {@code keyBytes}, 16 or 32. */
  Functions functions(int keyBytes) {
    return keyBytes == 16 ? with128 : with256;
  }

  /**
   * Makes a key schedule.
   *
   * @param schedule {@link #SCHEDULE_BYTES}, aligned to {@link #ALIGNMENT}
   * @param scratch off-heap, longer than the key, which is left in it
   */
  void expand(byte[] key, MemorySegment schedule, MemorySegment scratch) {
    MemorySegment.copy(key, 0, scratch, JAVA_BYTE, 0, key.length);
    expand(functions(key.length), scratch, schedule);
  }

  private static void expand(Functions functions, MemorySegment key, MemorySegment schedule) {
    try {
      Call.EXPAND.invokeExact(functions.expand, key.address(), schedule.address());
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  private static void run(
      MemorySegment function, MemorySegment schedule, MemorySegment context, MemorySegment data) {
    long at = data.address();
    run(function, schedule.address(), context.address(), at, 1_500, at, at, 12, at + 2_048);
  }

  /**
   * Encrypts or decrypts {@code length} bytes at {@code body} in place, and writes the tag.
   *
   * @param function one of {@link Functions}, but {@code expand}
   */
  void run(
      MemorySegment function,
      long schedule,
      IpsecMbScratch scratch,
      long body,
      long length,
      long authenticated,
      long authenticatedLength,
      long tag) {
    run(
        function,
        schedule,
        scratch.context.address(),
        body,
        length,
        scratch.iv.address(),
        authenticated,
        authenticatedLength,
        tag);
  }

  private static void run(
      MemorySegment function,
      long schedule,
      long context,
      long body,
      long length,
      long iv,
      long authenticated,
      long authenticatedLength,
      long tag) {
    try {
      Call.RUN.invokeExact(
          function,
          schedule,
          context,
          body,
          body,
          length,
          iv,
          authenticated,
          authenticatedLength,
          tag,
          (long) TAG_BYTES);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /** Version and variant. */
  String description() {
    return "ipsec-mb " + text(version) + ", " + variant.suffix();
  }

  /** A call of C throws nothing of its own; what the JVM throws instead goes on. */
  private static RuntimeException impossible(Throwable cause) {
    return switch (cause) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException(cause);
    };
  }
}
