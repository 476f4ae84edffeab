/** Scheme and host of the shell's own pages, and their origin. */
export const SCHEME = "app";
export const HOST = "shell";
export const LOCAL = `${SCHEME}://${HOST}`;

/** @returns the address of a page in main/pages */
export const localPage = (name: string): string => `${LOCAL}/${name}`;

/** @returns true for the shell's own pages */
export const isLocal = (url: string): boolean => url.startsWith(`${LOCAL}/`);
