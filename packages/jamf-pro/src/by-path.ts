export { byPath, type PathClient } from "@mdmkit/runtime/by-path";
