/** Raised when a request, a push or a fact changes in a way an older window cannot follow. A file of its own: a phone reads it without the tables of all requests. */
export const PROTOCOL_VERSION = 1;
