export * from "./config";
export { FAST as QUICK } from "./config";
