import { refusalsFor } from "../../../contract/refusals.ts";

export const { invalid, noCursor, notFound, unusable } = refusalsFor("jamf-pro", "Jamf Pro's API");
