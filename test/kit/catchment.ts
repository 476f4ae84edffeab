export { catchment, chance } from "../../scripts/verify-simulations/catchment.ts";
