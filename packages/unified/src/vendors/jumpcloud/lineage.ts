import { createLineage } from "../../lineage/lineage.ts";
import { lineage as data } from "./generated/lineage.ts";

/** What feeds the fields of this vendor's records. Loaded by nobody else: who does not ask does not carry it. */
export const lineage = createLineage(data);
