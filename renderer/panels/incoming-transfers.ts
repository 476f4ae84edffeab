/** Offers of other rooms, as the list of cases shows them above its own. */
export { IncomingTransfers } from "./case/transfers.tsx";
