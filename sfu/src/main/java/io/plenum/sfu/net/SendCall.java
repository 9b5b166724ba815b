package io.plenum.sfu.net;

/** The system call {@code sendmmsg}, or what stands for it where its errors are tried out. */
@FunctionalInterface
interface SendCall {
  /**
   * Sends messages in order and does not wait.
   *
   * @param messages address of the first {@code struct mmsghdr}
   * @return how many it took, 1 or more; or the error of the first, as a negative number
   */
  int send(int fd, long messages, int count);
}
