/**
 * The audit log: a tamper-evident chain of entries for each account (REQUIREMENTS A; its format and
 * how to verify it by hand: docs/audit.md).
 */
package io.plenum.signaling.audit;
