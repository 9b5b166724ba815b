package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;

/** The passive side of one handshake; confined to the handshake's thread. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // signatures of BouncyCastle
final class DtlsServerRole extends DefaultTlsServer implements DtlsRole {
  private final DtlsParameters parameters;
  private SrtpProfile profile;
  private SrtpKeys keys;

  DtlsServerRole(DtlsParameters parameters) {
    super(parameters.certificate().crypto());
    this.parameters = parameters;
  }

  @Override
  public SrtpKeys keys() {
    return keys;
  }

  /** 1.2 only: BouncyCastle ends there, and a browser comes down without a round trip. */
  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return DtlsParameters.cipherSuites();
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true; // RFC 7627: without it, exported keys are not bound to this handshake
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return parameters.timing().handshakeTimeoutMs();
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return parameters.timing().resendMs();
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return DtlsParameters.MAX_MESSAGE_BYTES;
  }

  @Override
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    profile = parameters.choose(TlsSRTPUtils.getUseSRTPExtension(extensions));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    TlsSRTPUtils.addUseSRTPExtension(extensions, DtlsParameters.useSrtp(List.of(profile)));
    return extensions;
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return parameters.certificate().signer(context);
  }

  /** Asks for both kinds: some endpoints have an RSA key. */
  @Override
  public CertificateRequest getCertificateRequest() {
    short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
    Vector<SignatureAndHashAlgorithm> signatures = new Vector<>();
    for (short hash : List.of(HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512)) {
      signatures.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
      signatures.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
    }
    signatures.add(SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
    return new CertificateRequest(types, signatures, null);
  }

  @Override
  public void notifyClientCertificate(Certificate chain) throws IOException {
    PeerCertificate.verify(chain, parameters.expected());
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    keys = DtlsParameters.export(context, profile);
  }
}
