/**
 * Who is invited to meetings, what they are told (letters, calendars), and the desk where
 * organizers make, change and delete meetings (REQUIREMENTS M-3, M-5, M-8).
 */
package io.plenum.signaling.invite;
