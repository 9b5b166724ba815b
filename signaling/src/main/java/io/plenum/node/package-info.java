/**
 * EDGE. One running Plenum: its configuration, the order in which its parts start and stop, its
 * health and metrics. The only package that reads the environment.
 */
package io.plenum.node;
