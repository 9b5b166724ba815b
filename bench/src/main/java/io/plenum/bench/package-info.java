/**
 * Measurements of the product from outside: {@link io.plenum.bench.ForwardingCost} runs a media
 * server in a process of its own, loads it with clients of the testkit, and keeps what it saw as
 * JSON with the machine and the commit that it was taken on (bench/README.md).
 */
package io.plenum.bench;
