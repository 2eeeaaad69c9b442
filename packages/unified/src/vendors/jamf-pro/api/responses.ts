import { createResponses } from "@mdmkit/unified/vendor";
import { errors } from "./errors.ts";

export const { recordsIn } = createResponses(errors);
