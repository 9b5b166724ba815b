package io.plenum.rtc.srtp;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The forms in which {@link IpsecMb} has its functions, the fastest first, and what the processor
 * must have for each. Bits: {@code IMB_FEATURE_…} of its header, alike in versions 1.3 to 2.0.
 */
enum IpsecMbVariant {
  /** Sixteen blocks at once: 82 ns for 1,100 bytes where {@link #AVX2} takes 187. */
  VAES_AVX512("vaes_avx512", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18),
  /** Eight blocks, one by one. */
  AVX2("avx_gen4", 1, 2, 3, 4, 5, 6, 18),
  /** The oldest processors with instructions for AES. */
  SSE("sse", 1, 2, 3, 4);

  private final String suffix;
  private final long needed;

  IpsecMbVariant(String suffix, int... bits) {
    this.suffix = suffix;
    this.needed = Arrays.stream(bits).mapToLong(bit -> 1L << bit).sum();
  }

  /** The end of its functions' names. */
  String suffix() {
    return suffix;
  }

  /**
   * The fastest one; empty: none.
   *
   * @param features of the processor
   * @param exported whether the library has a function of that name
   */
  static Optional<IpsecMbVariant> of(long features, Predicate<String> exported) {
    return Arrays.stream(values())
        .filter(variant -> (features & variant.needed) == variant.needed)
        .filter(variant -> variant.names().allMatch(exported))
        .findFirst();
  }

  private Stream<String> names() {
    return Stream.of("pre", "enc", "dec")
        .flatMap(
            what ->
                Stream.of("128", "256").map(bits -> "aes_gcm_" + what + '_' + bits + '_' + suffix));
  }
}
