/** What Plenum keeps. Nothing here knows meetings: rows, keys and, later, objects. */
package io.plenum.storage;
