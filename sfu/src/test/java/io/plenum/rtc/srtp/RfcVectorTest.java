package io.plenum.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of RFC 3711 appendix B, RFC 6188 section 7 and RFC 7714 sections 16 and 17. */
class RfcVectorTest {
  private static final byte[] KEY_128 = hex("000102030405060708090a0b0c0d0e0f");
  private static final byte[] KEY_256 =
      hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private static final byte[] SALT = hex("517569642070726f2071756f");

  private static final byte[] RTP =
      hex(
          """
          8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976
          69736120 696e2070 61727465 73207472 6573\
          """);
  private static final byte[] RTCP =
      hex(
          """
          81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
          deadbeef deadbeef deadbeef deadbeef deadbeef\
          """);
  private static final int RTCP_INDEX = 0x5d4;

  @Test
  void yieldsTheKeystreamOfRfc3711_whenKeyedWith128Bits() {
    assertThat(keystream(hex("2B7E151628AED2A6ABF7158809CF4F3C")))
        .isEqualTo(
            hex(
                """
                E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB
                41E95B3BB0A2E8DD477901E4FCA894C0\
                """));
  }

  @Test
  void yieldsTheKeystreamOfRfc6188_whenKeyedWith256Bits() {
    assertThat(keystream(hex("57f82fe3613fd170a85ec93c40b1f092 2ec4cb0dc025b58272147cc438944a98")))
        .isEqualTo(
            hex(
                """
                92bdd28a93c3f52511c677d08b5515a4 9da71b2378a854f67050756ded165bac
                63c4868b7096d88421b563b8c94c9a31\
                """));
  }

  @Test
  void derivesTheKeysOfRfc3711_whenTheMasterKeyHas128Bits() {
    byte[] key = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
    byte[] salt = hex("0EC675AD498AFEEBB6960B3AABE6");
    SessionKeys keys = SessionKeys.forRtp(SrtpProfile.AES128_CM_HMAC_SHA1_80, key, salt);
    assertThat(keys.encryption()).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
    assertThat(keys.salt()).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    assertThat(keys.authentication()).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
  }

  @Test
  void derivesTheKeysOfRfc6188_whenTheMasterKeyHas256Bits() {
    byte[] key = hex("f0f04914b513f2763a1b1fa130f10e29 98f6f6e43e4309d1e622a0e332b9f1b6");
    byte[] salt = hex("3b04803de51ee7c96423ab5b78d2");
    assertThat(SessionKeys.derive(key, salt, 0, 32))
        .isEqualTo(hex("5ba1064e30ec51613cad926c5a28ef73 1ec7fb397f70a960653caf06554cd8c4"));
    assertThat(SessionKeys.derive(key, salt, 1, 20))
        .isEqualTo(hex("fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"));
    assertThat(SessionKeys.derive(key, salt, 2, 14)).isEqualTo(hex("fa31791685ca444a9e07c6c64e93"));
  }

  @Test
  void protectsRtpAsRfc7714Section16_whenKeyedWith128Bits() {
    verifyRtp(
        SrtpProfile.AEAD_AES_128_GCM,
        KEY_128,
        """
        8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5
        0d294e6f 42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439
        0cce\
        """);
  }

  @Test
  void protectsRtpAsRfc7714Section16_whenKeyedWith256Bits() {
    verifyRtp(
        SrtpProfile.AEAD_AES_256_GCM,
        KEY_256,
        """
        8040f17b 8041f8d3 5501a0b2 32b1de78 a822fe12 ef9f78fa 332e33aa b1801238
        9a58e2f3 b50b2a02 76ffae0f 1ba63799 b87b7aa3 db36dfff d6b0f9bb 7878d7a7
        6c13\
        """);
  }

  @Test
  void protectsRtcpAsRfc7714Section17_whenKeyedWith128Bits() {
    verifyRtcp(
        SrtpProfile.AEAD_AES_128_GCM,
        KEY_128,
        """
        81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d
        c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872
        45d9eade 800005d4\
        """);
  }

  @Test
  void protectsRtcpAsRfc7714Section17_whenKeyedWith256Bits() {
    verifyRtcp(
        SrtpProfile.AEAD_AES_256_GCM,
        KEY_256,
        """
        81c8000d 4d617273 d50ae4d1 f5ce5d30 4ba297e4 7d470c28 2c3ece5d bffe0a50
        a2eaa5c1 110555be 8415f658 c61de047 6f1b6fad 1d1eb30c 4446839f 57ff6f6c
        b26ac3be 800005d4\
        """);
  }

  @Test
  void acceptsClearRtcpAsRfc7714Section17_whenTheFlagSaysSo() {
    byte[] tagged =
        hex(
            """
            81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
            deadbeef deadbeef deadbeef deadbeef deadbeef 841dd968 3dd78ec9 2ae58790
            125f62b3 000005d4\
            """);
    SessionKeys keys = new SessionKeys(KEY_128, new byte[0], SALT);
    SrtpReceiver receiver =
        new SrtpReceiver(SrtpProfile.AEAD_AES_128_GCM, keys, keys, SrtpCiphers.JDK);
    Span packet = Packets.span(tagged);
    assertThat(receiver.unprotectRtcp(packet)).isEqualTo(SrtpStatus.OK);
    assertThat(packet.toBytes()).isEqualTo(RTCP);
  }

  private static void verifyRtp(SrtpProfile profile, byte[] key, String expected) {
    SessionKeys keys = new SessionKeys(key, new byte[0], SALT);
    SrtpSender sender = new SrtpSender(profile, keys, keys, SrtpCiphers.JDK);
    assertThat(Packets.protectedRtp(sender, RTP)).isEqualTo(hex(expected));
    Span packet = Packets.span(hex(expected));
    assertThat(new SrtpReceiver(profile, keys, keys, SrtpCiphers.JDK).unprotectRtp(packet))
        .isEqualTo(SrtpStatus.OK);
    assertThat(packet.toBytes()).isEqualTo(RTP);
  }

  private static void verifyRtcp(SrtpProfile profile, byte[] key, String expected) {
    SessionKeys keys = new SessionKeys(key, new byte[0], SALT);
    SrtpSender sender = new SrtpSender(profile, keys, keys, SrtpCiphers.JDK);
    byte[] last = {};
    for (int index = 0; index <= RTCP_INDEX; index++) {
      last = Packets.protectedRtcp(sender, RTCP);
    }
    assertThat(last).isEqualTo(hex(expected));
    Span packet = Packets.span(last);
    assertThat(new SrtpReceiver(profile, keys, keys, SrtpCiphers.JDK).unprotectRtcp(packet))
        .isEqualTo(SrtpStatus.OK);
    assertThat(packet.toBytes()).isEqualTo(RTCP);
  }

  private static byte[] keystream(byte[] key) {
    byte[] data = new byte[48];
    ByteBuffer iv = ByteBuffer.wrap(hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"));
    new AesCounterMode(key, 48).xor(iv.getLong(), iv.getLong(), data, 0, data.length);
    return data;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }
}
