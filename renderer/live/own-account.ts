import type { AccountId } from "#contract/ids";

let own: AccountId | undefined;

/** Whose page this is. Another tab may have logged somebody else in: the cookie is then theirs, and the backend refuses what names another. */
export const speakAs = (accountId: AccountId | undefined): void => void (own = accountId);

/** Header of a request in this account's name. @param accountId absent: whose page this is; nobody's: none */
export const ownHeader = (accountId: AccountId | undefined = own): Readonly<Record<string, string>> => (accountId === undefined ? {} : { "x-kydai-account": accountId });
