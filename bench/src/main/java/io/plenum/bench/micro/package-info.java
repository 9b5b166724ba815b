/** What single steps of a packet's way cost, by JMH; {@code bench/run-micro} runs them. */
package io.plenum.bench.micro;
