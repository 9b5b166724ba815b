/** Meeting spaces: what lasts of a meeting (REQUIREMENTS M). */
package io.plenum.signaling.meeting;
