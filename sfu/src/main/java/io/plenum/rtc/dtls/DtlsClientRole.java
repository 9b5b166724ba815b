package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;

/** The active side of one handshake; confined to the handshake's thread. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // signatures of BouncyCastle
final class DtlsClientRole extends DefaultTlsClient implements DtlsRole {
  private final DtlsParameters parameters;
  private SrtpProfile profile;
  private SrtpKeys keys;

  DtlsClientRole(DtlsParameters parameters) {
    super(parameters.certificate().crypto());
    this.parameters = parameters;
  }

  @Override
  public SrtpKeys keys() {
    return keys;
  }

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
  @SuppressWarnings("unchecked")
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(extensions, parameters.offer());
    return extensions;
  }

  @Override
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    profile = parameters.accept(TlsSRTPUtils.getUseSRTPExtension(extensions));
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        PeerCertificate.verify(server.getCertificate(), parameters.expected());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return parameters.certificate().signer(context);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    keys = DtlsParameters.export(context, profile);
  }
}
