/** The line that tests cut is the one of the demonstration city. */
export { openCable, type Cable } from "../../scripts/demo-city/cable.ts";
