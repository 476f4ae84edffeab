/** Hours a person may consent to at once; nobody is followed longer without saying so again. */
export const SHARING_HOURS = [1, 4, 8] as const;
