/**
 * The load of media measurements: hundreds of scripted clients with real ICE, DTLS and SRTP on one
 * thread ({@link io.plenum.bench.load.LoadLoop}), each datagram by a system call of its own, paced
 * as a browser paces it, received without offload and timed by the kernel. Linux only.
 */
package io.plenum.bench.load;
