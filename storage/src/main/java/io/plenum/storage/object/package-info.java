/**
 * EDGE. Objects: contents of any size under names, in files or in S3, always encrypted at rest
 * (REQUIREMENTS S-3). Nothing here knows what an object means.
 */
package io.plenum.storage.object;
